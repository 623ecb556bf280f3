import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { approved, eventSeries, organisation, type TestSeries } from '../fixture/events.ts';
import { expectMail } from '../fixture/mails.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';

test.beforeAll(({ app }) => buildTown(app.db));

/** An Aktionswoche that begins in three weeks. */
const comingWeek = (app: App): Promise<TestSeries> =>
	eventSeries(app.db, {
		startsAt: new Date(`${dayIn(21)}T00:00:00Z`),
		endsAt: new Date(`${dayIn(27)}T22:00:00Z`),
		firstDay: dayIn(21),
		lastDay: dayIn(27),
		hostsUntil: null
	});

const signedIn = async (app: App, page: Page) =>
	beSignedIn(
		page,
		app,
		await createAccount(app, {
			name: 'Mina Moderation',
			roles: [{ role: 'moderator', placeId: 'bielefeld' }]
		})
	);

test('a moderator sees the district that is still empty, invites its organisations, and one of them opens the link', async ({
	app,
	page
}) => {
	test.slow();
	const series = await comingWeek(app);
	const now = new Date();
	await approved(app.db, series, { content: { startsLocal: `${dayIn(21)}T15:00` }, now });
	const email = `heepen-${series.slug}@example.org`;
	const name = `Heeper Treff ${series.slug}`;
	await organisation(app.db, { name, placeId: 'bielefeld-heepen', email });
	await signedIn(app, page);
	await page.goto(`/staff/events/${series.activityId}`);
	await page.getByRole('link', { name: 'Abdeckung' }).click();
	await expect(page.getByText('1 von 10 mit einer veröffentlichten Veranstaltung')).toBeVisible();
	const heepen = page.getByRole('row', { name: /Heepen/ });
	await expect(heepen.getByText('leer').first()).toBeAttached();
	await heepen.getByRole('link', { name: /Organisationen einladen/ }).click();
	await page.getByRole('button', { name: 'Einladungen senden' }).click();
	await expect(page.getByText(/Gesendet: 1/)).toBeVisible();
	await page.getByLabel(new RegExp(name)).check();
	await page.getByRole('button', { name: 'Einladungen senden' }).click();
	await expect(page.getByText(/Gesendet: 0.*schon eingeladen: 1/)).toBeVisible();
	await expectMail(app.dataDir, email, '/host/');
});

test('a link is handed out once, opens the page of its host, and opens nothing after it was taken back', async ({
	app,
	page,
	browser
}) => {
	const series = await comingWeek(app);
	await signedIn(app, page);
	await page.goto(`/staff/events/${series.activityId}/invitations`);
	await page.locator('#hostName').fill('Nachbarschaft Nord');
	await page.getByRole('button', { name: 'Link erzeugen' }).click();
	const link = await page.getByText(/\/host\//).innerText();
	const stranger = await (await browser.newContext({ locale: 'de-DE' })).newPage();
	await stranger.goto(link);
	await expect(stranger.getByText('Nachbarschaft Nord')).toBeVisible();
	await page.goto(`/staff/events/${series.activityId}/invitations`);
	await expect(page.getByText(/\/host\//)).toHaveCount(0);
	await page.getByText('Zurücknehmen').first().click();
	await page.getByRole('button', { name: 'Zurücknehmen' }).click();
	expect((await stranger.goto(link))!.status()).toBe(404);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a moderator sets up an Aktionswoche; what is wrong is said at its field and nothing typed is lost', async ({
		app,
		page
	}) => {
		await signedIn(app, page);
		await page.goto('/staff/events/new');
		await page.locator('#title-de').fill('Wochen gegen Rassismus');
		await page.locator('#placeId').selectOption('bielefeld');
		await page.locator('#firstDay').fill(dayIn(60));
		await page.locator('#coverageLeast').fill('10');
		await page.getByLabel('Thema 1 (Deutsch)', { exact: true }).fill('Begegnung');
		await page.getByRole('button', { name: 'Reihe anlegen' }).click();
		await expect(page.locator('#lastDay')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.locator('#title-de')).toHaveValue('Wochen gegen Rassismus');
		await page.locator('#lastDay').fill(dayIn(74));
		await page.getByRole('button', { name: 'Reihe anlegen' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wochen gegen Rassismus');
		await page.getByRole('button', { name: 'Ankündigen' }).click();
		await expect(page.getByText('Angekündigt', { exact: true })).toBeVisible();
		await page.goto('/events');
		await expect(page.getByRole('link', { name: 'Wochen gegen Rassismus' })).toBeVisible();
	});
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the pages of staff are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const series = await comingWeek(app);
		const content = { startsLocal: `${dayIn(21)}T15:00` };
		const { number } = await approved(app.db, series, { content, now: new Date() });
		await page.setViewportSize({ width: 320, height: 700 });
		await signedIn(app, page);
		const base = `/staff/events/${series.activityId}`;
		for (const path of [
			'/staff/events',
			'/staff/events/new',
			base,
			`${base}/settings`,
			`${base}/coverage`,
			`${base}/coverage/bielefeld-mitte`,
			`${base}/invitations`,
			`${base}/enter`,
			`${base}/${number}`,
			`${base}/${number}/edit`
		]) {
			expect((await page.goto(`${locale}${path}`))?.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
