import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import {
	allergyQuestion,
	asking,
	dinnerQuestion,
	signUp,
	ticketed,
	type TicketedEvent
} from '../fixture/event-registration.ts';
import { approved, eventSeries, runningInput, type TestSeries } from '../fixture/events.ts';
import { expectMail } from '../fixture/mails.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';

test.beforeAll(({ app }) => buildTown(app.db));

const soon = { content: { startsLocal: `${dayIn(21)}T15:00` }, now: new Date() };

const runningSeries = (app: App): Promise<TestSeries> =>
	eventSeries(app.db, {
		...runningInput(`reihe-${crypto.randomUUID().slice(0, 8)}`),
		firstDay: '2026-01-01',
		startsAt: new Date('2025-12-31T23:00:00Z')
	});

async function signedInAsHost(app: App, page: Page, { organisationId }: TestSeries): Promise<void> {
	const account = await createAccount(app, {
		name: 'Vera Verein',
		organisation: { id: organisationId, role: 'manager' },
		secondFactor: false
	});
	await beSignedIn(page, app, account);
}

const formOf = ({ slug }: TestSeries, { event, dateId }: TicketedEvent): string =>
	`/events/${slug}/${event.number}/register/${dateId}`;

/** From the page of registrations: a question that must be answered. */
async function askForDinner(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Frage hinzufügen' }).click();
	await page.getByRole('link', { name: 'Frage hinzufügen' }).click();
	await page.getByRole('link', { name: /^Auswahl / }).click();
	await page.locator('[name="options.de"]').fill('Suppe\nSalat');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.locator('#prompt-de')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.locator('[name="options.de"]')).toHaveValue('Suppe\nSalat');
	await page.locator('#prompt-de').fill('Was möchten Sie essen?');
	await page.getByLabel('Diese Frage muss').check();
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'Was möchten' })).toContainText(
		'Pflicht'
	);
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a host sets up tickets, people register, one waits, moves up and accepts', async ({
		app,
		page
	}) => {
		test.slow();
		const series = await runningSeries(app);
		const { eventId, number } = await approved(app.db, series, soon);
		await signedInAsHost(app, page, series);
		await page.goto(`/org/${series.organisationId}/events/${eventId}`);
		await page.getByRole('link', { name: 'Anmeldungen' }).click();
		await page.locator('#kinds-0-name-de').fill('Teilnahme');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('mindestens einmal Plätze')).toBeVisible();
		await expect(page.locator('#kinds-0-name-de')).toHaveValue('Teilnahme');
		await page.locator('#capacity-1').fill('1');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Gespeichert.')).toBeVisible();
		await askForDinner(page);

		await page.context().clearCookies();
		await page.goto(`/events/${series.slug}/${number}`);
		await expect(page.getByText('Noch frei: 1')).toBeVisible();
		await page.getByRole('link', { name: /^Anmelden: / }).click();
		await page.getByRole('button', { name: 'Anmelden' }).click();
		await expect(page.getByText('Eine Antwort passt noch nicht')).toBeVisible();
		await page.getByLabel('Suppe').check();
		await page.getByRole('button', { name: 'Anmelden' }).click();
		await expect(page.getByRole('heading', { name: 'Angemeldet' })).toBeVisible();
		const first = page.url();

		await page.goto(`/events/${series.slug}/${number}`);
		await expect(page.getByText('Warteliste: 0 vor Ihnen')).toBeVisible();
		await page.getByRole('link', { name: 'Auf die Warteliste' }).click();
		await page.getByLabel('Wenn nichts mehr frei ist').check();
		await page.locator('#name').fill('Amir');
		await page.getByLabel('Suppe').check();
		await page.getByRole('button', { name: 'Anmelden' }).click();
		await expect(page.locator('#email')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.locator('#name')).toHaveValue('Amir');
		await expect(page.getByLabel('Suppe')).toBeChecked();
		await page.locator('#email').fill('amir@example.org');
		await page.getByRole('button', { name: 'Anmelden' }).click();
		await expect(page.getByRole('heading', { name: 'Auf der Warteliste' })).toBeVisible();
		const second = page.url();

		await page.goto(first);
		await page.getByText('Abmelden').first().click();
		await page.getByRole('button', { name: 'Abmelden' }).click();
		await expect(page.getByRole('heading', { name: 'Abgemeldet' })).toBeVisible();
		await expectMail(app.dataDir, 'amir@example.org', 'Ein Platz ist frei');

		await page.goto(second);
		await page.getByRole('button', { name: 'Plätze annehmen' }).click();
		await expect(page.getByRole('heading', { name: 'Angemeldet' })).toBeVisible();
		await page.getByText('Antworten ändern').click();
		await page.getByLabel('Salat').check();
		await page.getByRole('button', { name: 'Antworten speichern' }).click();
		await expect(page.getByRole('definition')).toHaveText('Salat');

		await signedInAsHost(app, page, series);
		await page.goto(`/org/${series.organisationId}/events/${eventId}/registrations`);
		await expect(page.getByText('Vergeben: 1 von 1.')).toBeVisible();
		await expect(page.getByRole('cell', { name: 'amir@example.org' })).toBeVisible();
		await expect(page.getByRole('cell', { name: 'Was möchten Sie essen? Salat' })).toBeVisible();
	});

	test('the code on paper leads back to the registration, an unknown one to nothing', async ({
		app,
		page
	}) => {
		const series = await runningSeries(app);
		const on = await ticketed(app.db, series, {}, soon);
		const { key } = await signUp(app.db, on, { places: 2 }, new Date());
		await page.goto(`/receipt/${key}`);
		await expect(page.getByRole('heading', { name: 'Meine Anmeldung' })).toBeVisible();
		await page.locator('#places').fill('1');
		await page.getByRole('button', { name: 'Ändern' }).click();
		await expect(page.getByText('Plätze: 1', { exact: true })).toBeVisible();
		const response = await page.goto(`/events/${series.slug}/mine/AAAA-BBBB-CCCC-DDDD-EEEE`);
		expect(response!.status()).toBe(404);
	});
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the pages of registration are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const series = await runningSeries(app);
		const daily = { ...soon.content, rule: 'FREQ=DAILY;COUNT=5' };
		const on = await ticketed(app.db, series, {}, { ...soon, content: daily });
		const [food] = await asking(app.db, series, on.eventId, [allergyQuestion, dinnerQuestion]);
		const answers = { [food!]: ['suppe'] };
		const { key } = await signUp(app.db, on, { places: 2, name: 'Aylin', answers }, new Date());
		const registrations = `/org/${series.organisationId}/events/${on.eventId}/registrations`;
		await page.setViewportSize({ width: 320, height: 700 });
		await signedInAsHost(app, page, series);
		for (const path of [
			`/events/${series.slug}/${on.event.number}`,
			formOf(series, on),
			`/events/${series.slug}/mine/${key}`,
			registrations,
			`${registrations}/questions`,
			`${registrations}/questions?type=choice`
		]) {
			const response = await page.goto(`${locale}${path}`);
			expect(response!.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
