import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import {
	approved,
	eventSeries,
	linkHolder,
	organisation,
	runningInput,
	wholeEvent,
	type TestSeries
} from '../fixture/events.ts';
import { expectMail } from '../fixture/mails.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';

test.beforeAll(({ app }) => buildTown(app.db));

/** A day in some weeks, as a form takes it, so that the tests do not age. */
const soon = dayIn(21);

/** A series without an end that began long ago: events of these days fit in. */
const runningSeries = (app: App): Promise<TestSeries> =>
	eventSeries(app.db, {
		...runningInput(`reihe-${crypto.randomUUID().slice(0, 8)}`),
		firstDay: '2026-01-01',
		startsAt: new Date('2025-12-31T23:00:00Z')
	});

async function signedInAs(app: App, page: Page, role: 'moderator' | string): Promise<void> {
	const account = await createAccount(
		app,
		role === 'moderator'
			? { name: 'Mina Moderation', roles: [{ role: 'moderator', placeId: 'bielefeld' }] }
			: { name: 'Vera Verein', organisation: { id: role, role: 'manager' }, secondFactor: false }
	);
	await beSignedIn(page, app, account);
}

async function fillEvent(page: Page, title: string): Promise<void> {
	await page.locator('#title-de').fill(title);
	await page.locator('#summary-de').fill('Wir kochen mit allen, die kommen.');
	await page.locator('#kind').selectOption('encounter');
	await page.locator('#starts').fill(`${soon}T15:00`);
	await page.locator('#ends').fill(`${soon}T17:00`);
	await page.locator('#placeId').selectOption('bielefeld-kesselbrink');
	await page.getByLabel('Familien', { exact: true }).check();
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('an association enters an event, is asked back, answers, and everybody finds it', async ({
		app,
		page
	}) => {
		test.slow();
		const { activityId, slug } = await runningSeries(app);
		const organisationId = await organisation(app.db, { name: `Kochverein ${slug}` });
		await signedInAs(app, page, organisationId);
		await page.goto(`/org/${organisationId}/events`);
		await page.locator(`a[href*="series=${activityId}"]`).click();
		await page.locator('#title-de').fill('Kochen auf dem Platz');
		await page.locator('#starts').fill(`${soon}T17:00`);
		await page.locator('#ends').fill(`${soon}T15:00`);
		await page.getByRole('button', { name: 'Als Entwurf speichern' }).click();
		await expect(page.locator('#ends')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.locator('#title-de')).toHaveValue('Kochen auf dem Platz');
		await page.locator('#ends').fill(`${soon}T19:00`);
		await page.getByRole('button', { name: 'Als Entwurf speichern' }).click();
		await expect(page.getByText('Gespeichert.')).toBeVisible();
		await page.getByRole('button', { name: 'Einreichen' }).click();
		await expect(page.getByText('Zum Einreichen fehlt noch etwas.')).toBeVisible();
		await page.getByRole('link', { name: 'Bearbeiten' }).click();
		await fillEvent(page, 'Kochen auf dem Platz');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await page.getByRole('button', { name: 'Einreichen' }).click();
		await expect(page.getByText('Eingereicht', { exact: true })).toBeVisible();
		const own = page.url();

		await page.context().clearCookies();
		await signedInAs(app, page, 'moderator');
		await page.goto('/staff/events');
		await page.getByRole('link', { name: 'Kochen auf dem Platz' }).first().click();
		await page.getByText('Rückfrage stellen').first().click();
		await page.locator('#query-reason').fill('Gibt es Wasser?');
		await page.getByRole('button', { name: 'Rückfrage stellen' }).click();
		await expect(page.getByText('Rückfrage offen').first()).toBeVisible();

		await page.context().clearCookies();
		await signedInAs(app, page, organisationId);
		await page.goto(own);
		await expect(page.getByText('Gibt es Wasser?')).toBeVisible();
		await page.locator('#answer-reason').fill('Ja, am Brunnen.');
		await page.getByRole('button', { name: 'Antworten und wieder einreichen' }).click();
		await expect(page.getByText('Eingereicht', { exact: true })).toBeVisible();

		await page.context().clearCookies();
		await signedInAs(app, page, 'moderator');
		await page.goto(`/staff/events/${activityId}/1`);
		await page.getByRole('button', { name: 'Veröffentlichen' }).click();
		await expect(page.getByText('Veröffentlicht').first()).toBeVisible();

		await page.context().clearCookies();
		await page.goto(`/events/${slug}`);
		await page.getByRole('link', { name: 'Kochen auf dem Platz' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kochen auf dem Platz');
		await expect(page.getByText('Gibt es Wasser?')).toHaveCount(0);
	});

	test('whoever has the link enters an event without an account and comes back to it', async ({
		app,
		page
	}) => {
		const series = await runningSeries(app);
		const { key } = await linkHolder(app.db, series, 'Nachbarschaft Nord');
		const base = `/events/${series.slug}/host/${key}`;
		await page.goto(base);
		await expect(page.getByText('Nachbarschaft Nord')).toBeVisible();
		await page.getByRole('link', { name: 'Veranstaltung eintragen' }).click();
		await fillEvent(page, 'Hoffest');
		await page.getByRole('button', { name: 'Als Entwurf speichern' }).click();
		await page.getByRole('button', { name: 'Einreichen' }).click();
		await page.goto(base);
		await expect(page.getByRole('link', { name: 'Hoffest' })).toBeVisible();
		const response = await page.goto(`/events/${series.slug}/host/AAAA-BBBB-CCCC-DDDD-EEEE`);
		expect(response!.status()).toBe(404);
	});
});

test('a host calls one date off because of the weather, and the programme says so', async ({
	app,
	page
}) => {
	const series = await runningSeries(app);
	await approved(app.db, series, {
		content: { startsLocal: `${soon}T15:00`, rule: 'FREQ=WEEKLY;COUNT=3' },
		now: new Date()
	});
	await signedInAs(app, page, series.organisationId);
	await page.goto(`/org/${series.organisationId}/events`);
	await page.getByRole('link', { name: wholeEvent.title.de! }).click();
	const first = page.getByRole('listitem').filter({ hasText: 'Termin absagen' }).first();
	await first.getByText('Termin absagen').first().click();
	await first.getByLabel('Hinweis für alle').first().fill('Sturmwarnung');
	await first.getByRole('button', { name: 'Termin absagen' }).click();
	await page.goto(`/events/${series.slug}`);
	await expect(page.getByText('Sturmwarnung')).toBeVisible();
	await expect(page.getByText('Abgesagt', { exact: true })).toHaveCount(1);
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the pages of hosts and residents are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const series = await runningSeries(app);
		const { number, eventId } = await approved(app.db, series, {
			content: { startsLocal: `${soon}T15:00` },
			now: new Date()
		});
		await page.setViewportSize({ width: 320, height: 700 });
		await signedInAs(app, page, series.organisationId);
		const org = `/org/${series.organisationId}/events`;
		for (const path of [
			'/events',
			`/events/${series.slug}`,
			`/events/${series.slug}/${number}`,
			org,
			`${org}/new?series=${series.activityId}`,
			`${org}/${eventId}`,
			`${org}/${eventId}/edit`
		]) {
			expect((await page.goto(`${locale}${path}`))?.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});

test('the host of an approved event is told by mail', async ({ app, page }) => {
	const series = await runningSeries(app);
	const account = await createAccount(app, {
		name: 'Vera Verein',
		organisation: { id: series.organisationId, role: 'manager' },
		secondFactor: false
	});
	await approved(app.db, series, {
		content: { startsLocal: `${soon}T15:00` },
		now: new Date()
	});
	await page.goto('/events');
	await expectMail(app.dataDir, account.email, 'Ihre Veranstaltung ist');
});
