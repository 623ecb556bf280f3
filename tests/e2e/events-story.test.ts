import { devices, type Browser, type Page } from '@playwright/test';
import { toLocal } from '#lib/platform/local-time.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { eventSeries, organisation, type TestSeries } from '../fixture/events.ts';
import { importTheCatalogue } from '../fixture/lebenslagen.ts';
import { expectMail } from '../fixture/mails.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';

const hour = 3_600_000;
const title = 'Kochen auf dem Platz';

test.use({ actionTimeout: 15_000 });
test.beforeAll(({ app }) => importTheCatalogue(app.db));

test('from the form of a host to the indicator: entered, published, full, moved up, let in, liked, counted', async ({
	app,
	browser
}) => {
	test.setTimeout(240_000);
	const series = await weekOfToday(app);
	const organisationId = await organisation(app.db, { name: 'Kochverein Kesselbrink' });
	const host = await deskOf(app, browser, {
		name: 'Vera Verein',
		organisation: { id: organisationId, role: 'manager' },
		secondFactor: false
	});
	const office = await deskOf(app, browser, {
		name: 'Mina Moderation',
		roles: [{ role: 'moderator', placeId: 'bielefeld' }]
	});
	const planner = await deskOf(app, browser, {
		name: 'Paula Planung',
		roles: [{ role: 'planner', placeId: 'bielefeld' }]
	});
	expect(await coverage(office, series)).toBe('0 von 10');
	expect(await encounters(planner)).toContain('0 Veranstaltungen');

	const own = await enterEvent(host, series, organisationId);
	await publish(office, series);
	expect(await coverage(office, series)).toBe('1 von 10');
	await offerOnePlace(host, own);

	const aylin = await phone(app, browser);
	const amir = await phone(app, browser);
	const bo = await phone(app, browser);
	const aylins = await register(aylin, series, 'Aylin', 'aylin@story.example');
	await expect(aylin.getByRole('heading', { name: 'Angemeldet' })).toBeVisible();
	const amirs = await waitInLine(amir, series, 'Amir', 'amir@story.example');
	await waitInLine(bo, series, 'Bo', 'bo@story.example');

	await aylin.goto(aylins);
	await aylin.getByText('Abmelden').first().click();
	await aylin.getByRole('button', { name: 'Abmelden' }).click();
	await expect(aylin.getByRole('heading', { name: 'Abgemeldet' })).toBeVisible();
	await expectMail(app.dataDir, 'amir@story.example', 'Ein Platz ist frei');
	await amir.goto(amirs);
	await amir.getByRole('button', { name: 'Plätze annehmen' }).click();
	await expect(amir.getByRole('heading', { name: 'Angemeldet' })).toBeVisible();

	await letIn(host, own);
	await amir.goto(amirs);
	await amir.getByRole('button', { name: 'Code holen und antworten' }).click();
	await amir.getByRole('radio', { name: 'sehr gut', exact: true }).check();
	await amir.getByRole('button', { name: 'Abschicken' }).click();
	await expect(amir.getByRole('heading', { name: 'Vielen Dank!' })).toBeVisible();
	await expectAccessible(amir);

	await theDayPasses(app, series);
	await sayItWasHeld(office, series);
	expect(await encounters(planner)).toContain('1 Veranstaltung');
	await release(planner);
	await bo.goto('/measures/540-2');
	await expect(bo.getByRole('article', { name: /Begegnungsaktionen/ })).toContainText(
		'1 Veranstaltung'
	);
});

/** An Aktionswoche that has begun today; its events may begin in an hour. */
const weekOfToday = (app: App): Promise<TestSeries> =>
	eventSeries(app.db, {
		startsAt: new Date(`${dayIn(0)}T00:00:00Z`),
		endsAt: new Date(`${dayIn(6)}T22:00:00Z`),
		firstDay: dayIn(0),
		lastDay: dayIn(6),
		hostsUntil: null
	});

async function deskOf(
	app: App,
	browser: Browser,
	of: Parameters<typeof createAccount>[1]
): Promise<Page> {
	const context = await browser.newContext({ baseURL: app.origin, locale: 'de-DE' });
	const page = await context.newPage();
	await beSignedIn(page, app, await createAccount(app, of));
	return page;
}

async function phone(app: App, browser: Browser): Promise<Page> {
	const device = devices['Galaxy S9+'];
	const context = await browser.newContext({ ...device, baseURL: app.origin, locale: 'de-DE' });
	return context.newPage();
}

/** What the board says of the districts: "1 von 10". */
async function coverage(office: Page, { activityId }: TestSeries): Promise<string> {
	await office.goto(`/staff/events/${activityId}/coverage`);
	const line = await office.getByText(/\d+ von 10 mit einer veröffentlichten/).textContent();
	return /\d+ von 10/.exec(line!)![0];
}

/** What 540-2.3b1, as the catalogue suggests it, says at the moment. */
async function encounters(planner: Page): Promise<string> {
	await planner.goto('/plan/indicators/540-2.3b1');
	await planner.getByRole('button', { name: 'Wert ansehen' }).click();
	const says = planner.locator('.notice', { hasText: 'So wäre der Wert jetzt' });
	return says.innerText();
}

/** @returns the host's own page of the event */
async function enterEvent(
	host: Page,
	{ activityId }: TestSeries,
	organisationId: string
): Promise<string> {
	await host.goto(`/org/${organisationId}/events`);
	await host.locator(`a[href*="series=${activityId}"]`).click();
	await host.locator('#title-de').fill(title);
	await host.locator('#summary-de').fill('Wir kochen mit allen, die kommen.');
	await host.locator('#kind').selectOption('encounter');
	const soon = Date.now() + hour;
	await host.locator('#starts').fill(toLocal(new Date(soon)));
	await host.locator('#ends').fill(toLocal(new Date(soon + hour)));
	await host.locator('#placeId').selectOption('bielefeld-kesselbrink');
	await host.getByLabel('Familien', { exact: true }).check();
	await host.getByRole('button', { name: 'Als Entwurf speichern' }).click();
	await host.getByRole('button', { name: 'Einreichen' }).click();
	await expect(host.getByText('Eingereicht', { exact: true })).toBeVisible();
	return new URL(host.url()).pathname;
}

async function publish(office: Page, { activityId }: TestSeries): Promise<void> {
	await office.goto('/staff/events');
	await office.getByRole('link', { name: title }).first().click();
	await expect(office).toHaveURL(new RegExp(activityId));
	await office.getByRole('button', { name: 'Veröffentlichen' }).click();
	await expect(office.getByText('Veröffentlicht').first()).toBeVisible();
}

async function offerOnePlace(host: Page, own: string): Promise<void> {
	await host.goto(own);
	await host.getByRole('link', { name: 'Anmeldungen' }).click();
	await host.locator('#kinds-0-name-de').fill('Mitkochen');
	await host.locator('#capacity-1').fill('1');
	await host.locator('#closesHours').fill('0');
	await host.getByRole('button', { name: 'Speichern' }).click();
	await expect(host.getByText('Gespeichert.')).toBeVisible();
}

async function register(
	guest: Page,
	{ slug }: TestSeries,
	name: string,
	email: string
): Promise<string> {
	await guest.goto(`/events/${slug}`);
	await guest.getByRole('link', { name: title }).first().click();
	await guest.getByRole('link', { name: /^(Anmelden: |Auf die Warteliste)/ }).click();
	await guest.locator('#name').fill(name);
	await guest.locator('#email').fill(email);
	const waits = guest.getByLabel('Wenn nichts mehr frei ist');
	if (await waits.isVisible()) await waits.check();
	await guest.getByRole('button', { name: 'Anmelden' }).click();
	await guest.waitForURL(/\/mine\//);
	return guest.url();
}

async function waitInLine(...[guest, ...of]: Parameters<typeof register>): Promise<string> {
	const page = await register(guest, ...of);
	await expect(guest.getByRole('heading', { name: 'Auf der Warteliste' })).toBeVisible();
	return page;
}

/** The guest who moved up without a network, somebody who came by with one. */
async function letIn(host: Page, own: string): Promise<void> {
	await host.goto(own);
	await host.getByRole('link', { name: /^Einlass: / }).click();
	await expect(host.locator('#door[data-ready]')).toBeVisible();
	await host.context().setOffline(true);
	await host.getByRole('button', { name: 'Ist da: Amir' }).click();
	await expect(host.locator('#unsent')).toHaveText('warten auf Netz: 1');
	await host.context().setOffline(false);
	await expect(host.locator('#unsent')).toHaveText('alles gesendet');
	await host.locator('#walk-in-people').fill('4');
	await host.getByRole('button', { name: 'Mitzählen' }).click();
	await expect(host.getByText('Ohne Anmeldung: 4. Zusammen: 5.')).toBeVisible();
	await expect(host.locator('#unsent')).toHaveText('alles gesendet');
}

/** Nobody waits two hours in a test: the date is said to have begun three hours ago. */
async function theDayPasses({ db }: App, { activityId }: TestSeries): Promise<void> {
	const event = db.selectFrom('events').select('id').where('activityId', '=', activityId);
	await db
		.updateTable('eventDates')
		.set({
			startsAt: new Date(Date.now() - 3 * hour),
			endsAt: new Date(Date.now() - 2 * hour)
		})
		.where('eventId', 'in', event)
		.execute();
}

async function sayItWasHeld(office: Page, { activityId }: TestSeries): Promise<void> {
	await office.goto(`/staff/events/${activityId}/1`);
	await office.getByRole('button', { name: /^Hat stattgefunden/ }).click();
	await expect(office.getByText('Hat stattgefunden').first()).toBeVisible();
}

async function release(planner: Page): Promise<void> {
	await planner.getByRole('button', { name: 'Als neue Fassung speichern' }).click();
	await planner.getByRole('button', { name: 'Wert jetzt berechnen' }).click();
	await planner.getByText('Freigeben', { exact: true }).click();
	await planner.getByRole('button', { name: 'Ja, freigeben' }).click();
}
