import { approved, eventSeries, type TestSeries } from '../fixture/events.ts';
import { openPdf } from '../fixture/pdf.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';

test.beforeAll(({ app }) => buildTown(app.db));

/** An Aktionswoche in three weeks: daily play on the Kesselbrink and one course in Heepen. */
async function aWeek(app: App): Promise<TestSeries & { path: string }> {
	const series = await eventSeries(app.db, {
		startsAt: new Date(`${dayIn(21)}T00:00:00Z`),
		endsAt: new Date(`${dayIn(27)}T22:00:00Z`),
		firstDay: dayIn(21),
		lastDay: dayIn(27),
		hostsUntil: null
	});
	const now = new Date();
	await approved(app.db, series, {
		content: { startsLocal: `${dayIn(21)}T15:00`, rule: 'FREQ=DAILY' },
		now
	});
	await approved(app.db, series, {
		content: {
			title: { de: 'Nähkurs' },
			kind: 'course',
			placeId: 'bielefeld-heepen',
			startsLocal: `${dayIn(22)}T10:00`,
			cost: 'cents',
			costCents: 250
		},
		now
	});
	return { ...series, path: `/events/${series.slug}` };
}

test('somebody narrows the programme to their district, finds nothing on a day, and is led to the next district', async ({
	app,
	page
}) => {
	const { path } = await aWeek(app);
	await page.goto(path);
	await expect(page.getByRole('status')).toContainText('8 Termine');
	await page.getByText('Suchen und filtern').click();
	await page.getByLabel('Ort', { exact: true }).selectOption('bielefeld-heepen');
	await page.getByRole('button', { name: 'Anzeigen' }).click();
	await expect(page.getByRole('status')).toContainText('1 Termin');
	await expect(page.getByRole('link', { name: 'Nähkurs' })).toBeVisible();
	await page.getByLabel('Von diesem Tag an').fill(dayIn(24));
	await page.getByLabel('Bis zu diesem Tag').fill(dayIn(24));
	await page.getByRole('button', { name: 'Anzeigen' }).click();
	await expect(page.getByText('Dazu gibt es keinen Termin.')).toBeVisible();
	await page.getByRole('link', { name: /Mitte ?: 1 Termin/ }).click();
	await expect(page.getByRole('link', { name: 'Spielen auf dem Platz' })).toBeVisible();
});

test('the month is a table with the days of the week where there is room, and a list on a phone', async ({
	app,
	page
}) => {
	const { path } = await aWeek(app);
	await page.setViewportSize({ width: 1200, height: 900 });
	await page.goto(path);
	await page.getByRole('link', { name: 'Monat', exact: true }).click();
	await expect(page.getByRole('columnheader', { name: 'Montag' })).toBeVisible();
	await expect(
		page.getByRole('cell').filter({ hasText: 'Spielen auf dem Platz' }).first()
	).toBeVisible();
	await expectAccessible(page);
	await page.setViewportSize({ width: 390, height: 844 });
	await expect(page.getByRole('table')).toBeHidden();
	await page
		.getByRole('link', { name: /Spielen auf dem Platz/ })
		.first()
		.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Spielen auf dem Platz');
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('somebody finds what costs nothing, and what they chose is still chosen', async ({
		app,
		page
	}) => {
		const { path } = await aWeek(app);
		await page.goto(`${path}?place=bielefeld-heepen`);
		await page.getByLabel('Nur was nichts kostet').check();
		await page.getByLabel('Ort', { exact: true }).selectOption('bielefeld');
		await page.getByRole('button', { name: 'Anzeigen' }).click();
		await expect(page.getByRole('status')).toContainText('7 Termine');
		await expect(page.getByLabel('Nur was nichts kostet')).toBeChecked();
		await page.getByRole('link', { name: 'Alle zeigen' }).click();
		await expect(page.getByRole('status')).toContainText('8 Termine');
	});
});

test('a calendar subscribes to what somebody has chosen, and is told when it has everything already', async ({
	app,
	page
}) => {
	const { path, slug } = await aWeek(app);
	await page.goto(`${path}?kind=course&from=${dayIn(22)}`);
	const link = page.getByRole('link', { name: 'Kalender abonnieren' });
	await expect(link).toHaveAttribute('href', `/api/v1/events/${slug}.ics?kind=course&locale=de`);
	const address = (await link.getAttribute('href'))!;
	const answer = await page.request.get(address);
	expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8');
	expect(answer.headers()['access-control-allow-origin']).toBe('*');
	expect(await answer.text()).toContain('SUMMARY:Nähkurs');
	const again = await page.request.get(address, {
		headers: { 'if-none-match': answer.headers()['etag']! }
	});
	expect(again.status()).toBe(304);
	for (const kind of ['json', 'geojson', 'atom'])
		expect((await page.request.get(`/api/v1/events/${slug}.${kind}`)).status(), kind).toBe(200);
});

test('the page of an event leads into a calendar and tells search engines what it is, against no policy', async ({
	app,
	page
}) => {
	const { path, slug } = await aWeek(app);
	const refused: string[] = [];
	page.on('console', (message) => {
		if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
	});
	await page.goto(`${path}/2`);
	const data = await page.locator('script[type="application/ld+json"]').textContent();
	expect(JSON.parse(data!)).toMatchObject({ '@graph': [{ '@type': 'Event', name: 'Nähkurs' }] });
	const link = page.getByRole('link', { name: 'In meinen Kalender' });
	await expect(link).toHaveAttribute('href', `/api/v1/events/${slug}/2.ics?locale=de`);
	const answer = await page.request.get((await link.getAttribute('href'))!);
	expect(await answer.text()).toContain('SUMMARY:Nähkurs');
	expect(refused).toEqual([]);
});

test('the programme can be printed as a tagged PDF in the language of the page', async ({
	app,
	page
}) => {
	test.slow();
	const { path } = await aWeek(app);
	await page.goto(`/en${path}?kind=course`);
	const link = page.getByRole('link', { name: 'Programme as PDF (accessible)' });
	const answer = await page.request.get((await link.getAttribute('href'))!);
	const pdf = await openPdf(await answer.body());
	expect(pdf).toMatchObject({ isTagged: true, language: 'en' });
	expect(pdf.texts.join(' ')).toContain('Nähkurs');
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`programme, month and event are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const { path } = await aWeek(app);
		await page.setViewportSize({ width: 320, height: 700 });
		for (const address of [
			path,
			`${path}?free=yes`,
			`${path}?kind=walk`,
			`${path}?view=month`,
			`${path}/1`
		]) {
			await page.goto(`${locale}${address}`);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
