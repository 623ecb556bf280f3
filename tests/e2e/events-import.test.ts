import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { calendarOf } from '../fixture/event-files.ts';
import { eventSeries, type TestSeries } from '../fixture/events.ts';
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

const at = (day: number) => `DTSTART;TZID=Europe/Berlin:${dayIn(day).replaceAll('-', '')}T150000`;
const fest = ['UID:fest@example.org', 'SUMMARY:Fest am Bach', 'LOCATION:Heepen', at(22)];
const calendar = () =>
	calendarOf(
		fest,
		['UID:chor@example.org', 'SUMMARY:Chor', 'CATEGORIES:Gesang', at(23)],
		['UID:spaet@example.org', 'SUMMARY:Viel zu spät', at(90)],
		['UID:leer@example.org', 'SUMMARY:Ohne Zeit']
	);

async function send(page: Page, series: TestSeries, text: string, name = 'programm.ics') {
	await page.goto(`/staff/events/${series.activityId}/import`);
	await page
		.getByLabel('Datei', { exact: true })
		.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
	await page.getByRole('button', { name: 'Datei ansehen' }).click();
}

const fact = (page: Page, name: string) =>
	page.getByRole('listitem').filter({ hasText: new RegExp(`^\\s*\\d+ ${name}`) });

test('a moderator sends a calendar with broken entries, sees why they are left out, takes the rest, sends it again without doubling and takes it back', async ({
	app,
	page
}) => {
	test.slow();
	const series = await comingWeek(app);
	await signedIn(app, page);
	await page.goto(`/staff/events/${series.activityId}`);
	await page.getByRole('link', { name: 'Aus Datei übernehmen' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aus Datei übernehmen');
	await send(page, series, calendar());
	await expect(fact(page, 'neu')).toHaveText('2 neu');
	await expect(fact(page, 'nicht übernommen')).toHaveText('2 nicht übernommen');
	await expect(page.getByRole('row', { name: /Viel zu spät/ })).toContainText('18');
	await expect(page.getByText('Der Beginn (DTSTART) fehlt.')).toBeVisible();
	await expect(page.getByRole('row', { name: /Gesang/ })).toContainText('Kategorie');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Alle als Tabelle' }).click()
	]);
	expect(await readFile(await download.path(), 'utf8')).toContain('Viel zu spät');

	await page.getByLabel(/Veröffentlicht/).check();
	await page.getByRole('button', { name: 'Übernehmen' }).click();
	await expect(page.locator('#hostName')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.getByLabel(/Veröffentlicht/)).toBeChecked();
	await page.locator('#hostName').fill('Stadtteilbüro');
	await page.getByRole('button', { name: 'Übernehmen' }).click();
	await expect(page.getByText('Die Datei ist übernommen')).toBeVisible();
	await page.goto(`/events/${series.slug}`);
	await expect(page.getByRole('link', { name: 'Fest am Bach' })).toBeVisible();

	await send(page, series, calendar());
	await expect(fact(page, 'unverändert')).toHaveText('2 unverändert');
	await expect(page.getByRole('button', { name: 'Übernehmen' })).toHaveCount(0);

	await page.goto(`/staff/events/${series.activityId}/import`);
	await page
		.getByRole('row', { name: /übernommen/ })
		.getByRole('link')
		.click();
	await page.getByText('Alles zurücknehmen').click();
	await page.getByRole('button', { name: 'Ja, zurücknehmen' }).click();
	await expect(page.getByText('zurückgenommen', { exact: true })).toBeVisible();
	await page.goto(`/events/${series.slug}`);
	await expect(page.getByRole('link', { name: 'Fest am Bach' })).toHaveCount(0);
});

test('a member brings in the calendar of their organisation, hands it in and takes it back', async ({
	app,
	page
}) => {
	test.slow();
	const series = await comingWeek(app);
	const host = {
		name: 'Vera Verein',
		organisation: { id: series.organisationId, role: 'member' as const },
		secondFactor: false
	};
	await beSignedIn(page, app, await createAccount(app, host));
	await page.setViewportSize({ width: 320, height: 700 });
	await page.goto(`/org/${series.organisationId}/events`);
	const upload = `/org/${series.organisationId}/events/import/${series.activityId}`;
	await page.locator(`a[href="${upload}"]`).click();
	const file = { name: 'verein.ics', mimeType: 'text/plain', buffer: Buffer.from(calendar()) };
	await page.getByLabel('Datei', { exact: true }).setInputFiles(file);
	await page.getByRole('button', { name: 'Datei ansehen' }).click();
	await expect(fact(page, 'neu')).toHaveText('2 neu');
	await expect(page.getByLabel(/Veröffentlicht/)).toHaveCount(0);
	const staged = new URL(page.url()).pathname;
	for (const locale of ['/en', '/leicht', '/ar', ''])
		for (const path of [upload, staged]) {
			await page.goto(`${locale}${path}`);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	await page.getByLabel(/Zur Prüfung einreichen/).check();
	await page.getByRole('button', { name: 'Übernehmen' }).click();
	await expect(page.getByText('Die Datei ist übernommen')).toBeVisible();
	await page.getByRole('link', { name: 'Zu den Veranstaltungen' }).click();
	await expect(page.getByRole('link', { name: 'Fest am Bach' })).toBeVisible();
	await page.goto(staged);
	await page.getByText('Alles zurücknehmen').click();
	await page.getByRole('button', { name: 'Ja, zurücknehmen' }).click();
	await expect(page.getByText('zurückgenommen', { exact: true })).toBeVisible();
});

test('whoever does not moderate here finds no import', async ({ app, page }) => {
	const series = await comingWeek(app);
	const planner = {
		name: 'Paula Planung',
		roles: [{ role: 'planner' as const, placeId: 'bielefeld' }]
	};
	await beSignedIn(page, app, await createAccount(app, planner));
	await page.goto(`/staff/events/${series.activityId}`);
	await expect(page.getByRole('link', { name: 'Aus Datei übernehmen' })).toHaveCount(0);
	expect((await page.goto(`/staff/events/${series.activityId}/import`))!.status()).toBe(403);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a table saved by Excel is refused at its field, the example table is read', async ({
		app,
		page
	}) => {
		const series = await comingWeek(app);
		await signedIn(app, page);
		await send(page, series, 'PK\u0003\u0004xlsx', 'programm.xlsx');
		await expect(page.locator('#file')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.getByText(/CSV UTF-8/)).toBeVisible();
		const link = await page.getByRole('link', { name: 'Beispiel-Tabelle' }).getAttribute('href');
		const example = await (await page.request.get(link!)).text();
		await send(page, series, example, 'beispiel.csv');
		await expect(fact(page, 'neu')).toHaveText('1 neu');
		await expect(page.getByRole('row', { name: /Gartenzaun/ })).toContainText('Bielefeld');
		await page.getByRole('button', { name: 'Übernehmen' }).click();
		await expect(page.getByRole('link', { name: 'Zu den Veranstaltungen' })).toBeVisible();
	});
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the pages of an import are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const series = await comingWeek(app);
		await page.setViewportSize({ width: 320, height: 700 });
		await signedIn(app, page);
		await send(page, series, calendar());
		const staged = new URL(page.url()).pathname;
		for (const path of [`/staff/events/${series.activityId}/import`, staged]) {
			expect((await page.goto(`${locale}${path}`))?.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
