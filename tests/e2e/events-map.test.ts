import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { approved, eventSeries, type TestSeries } from '../fixture/events.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';

test.beforeAll(async ({ app }) => {
	await buildTown(app.db);
	const points = [
		['bielefeld-kesselbrink', 52.025, 8.537],
		['bielefeld-heepen', 52.03, 8.6]
	] as const;
	for (const [id, lat, lng] of points)
		await app.db.updateTable('places').set({ lat, lng }).where('id', '=', id).execute();
});

/** An Aktionswoche with two events on one spot, one in Heepen and one somewhere in the city. */
async function aWeek(app: App): Promise<TestSeries & { path: string }> {
	const series = await eventSeries(app.db, {
		startsAt: new Date(`${dayIn(21)}T00:00:00Z`),
		endsAt: new Date(`${dayIn(27)}T22:00:00Z`),
		firstDay: dayIn(21),
		lastDay: dayIn(27),
		hostsUntil: null
	});
	const now = new Date();
	const startsLocal = `${dayIn(22)}T15:00`;
	for (const content of [
		{},
		{ title: { de: 'Trommeln' } },
		{ title: { de: 'Nähkurs' }, kind: 'course' as const, placeId: 'bielefeld-heepen' },
		{ title: { de: 'Irgendwo in der Stadt' }, placeId: 'bielefeld' }
	])
		await approved(app.db, series, { content: { startsLocal, ...content }, now });
	return { ...series, path: `/events/${series.slug}` };
}

/** It is drawn once somebody comes near it; an open filter is above it. */
const toMap = (page: Page) => page.locator('[data-map]').scrollIntoViewIfNeeded();

const signedIn = async (app: App, page: Page) =>
	beSignedIn(
		page,
		app,
		await createAccount(app, {
			name: 'Mina Moderation',
			roles: [{ role: 'moderator', placeId: 'bielefeld' }]
		})
	);

test('somebody looks at the programme on the map, opens a spot with two events, and filters it as the list', async ({
	app,
	page
}) => {
	const { path } = await aWeek(app);
	await page.goto(path);
	await page.getByRole('link', { name: 'Karte', exact: true }).click();
	await expect(page.getByRole('status').first()).toContainText('Veranstaltungen: 4');
	await expect(page.getByText('Ohne Ort auf der Karte: 1')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Irgendwo in der Stadt' })).toBeVisible();
	await page.getByRole('button', { name: 'Veranstaltungen hier: 2' }).click();
	await expect(page.getByRole('link', { name: 'Spielen auf dem Platz' })).toBeFocused();
	await expect(page.getByRole('link', { name: 'Trommeln' })).toBeVisible();
	await page.getByText('Suchen und filtern').click();
	await page.getByLabel('Ort', { exact: true }).selectOption('bielefeld-heepen');
	await page.getByRole('button', { name: 'Anzeigen' }).click();
	await expect(page.getByRole('link', { name: 'Karte', exact: true })).toHaveAttribute(
		'aria-current',
		'page'
	);
	await toMap(page);
	await page.getByRole('link', { name: 'Nähkurs' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nähkurs');
});

test('in another language the map leads to the pages of that language', async ({ app, page }) => {
	const { path } = await aWeek(app);
	await page.goto(`/ar${path}?view=map&place=bielefeld-heepen`);
	await toMap(page);
	await page.getByRole('link', { name: 'Nähkurs' }).click();
	await expect(page).toHaveURL(new RegExp(`/ar${path}/3$`));
});

test('the list fetches neither the style nor the script of the map', async ({ app, page }) => {
	const { path } = await aWeek(app);
	const fetched: string[] = [];
	page.on('request', (request) => fetched.push(request.url()));
	await page.goto(path);
	expect(fetched.filter((url) => /\/(open-map|map)[.-][\w-]{8}\.(js|css)$/.test(url))).toEqual([]);
});

test('a moderator puts a point on the map, and one date into another place', async ({
	app,
	page
}) => {
	test.slow();
	const { activityId, path } = await aWeek(app);
	await signedIn(app, page);
	await page.goto(`/staff/events/${activityId}/4/edit`);
	await page.getByText('Ort auf der Karte wählen').first().click();
	const map = page.locator('[data-map]');
	await map.locator('.map-canvas').focus();
	await page.keyboard.press('Enter');
	await expect(page.locator('#lat')).not.toHaveValue('');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await page.getByText('Anderer Ort', { exact: true }).click();
	await page.getByLabel('Ort', { exact: true }).selectOption('bielefeld-heepen');
	await page.getByLabel('Haus oder Raum').first().fill('Turnhalle');
	await page.getByRole('button', { name: 'Ort ändern' }).click();
	await expect(page.getByText('Turnhalle, Heepen')).toBeVisible();
	await page.goto(`${path}?place=bielefeld-heepen`);
	await expect(page.getByText('Turnhalle, Heepen')).toBeVisible();
});

test('below the board of districts stand the events that lie in none', async ({ app, page }) => {
	const { activityId } = await aWeek(app);
	await signedIn(app, page);
	await page.goto(`/staff/events/${activityId}/coverage`);
	await page
		.getByRole('region', { name: 'Ohne Stadtbezirk' })
		.getByRole('link', { name: 'Irgendwo in der Stadt' })
		.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Irgendwo in der Stadt');
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the map is a picture that says how much is on it', async ({ app, page }) => {
		const { path } = await aWeek(app);
		await page.goto(`${path}?view=map`);
		await expect(page.getByRole('img', { name: /mit 3 Veranstaltungen/ })).toBeVisible();
		await expect(page.getByRole('link', { name: 'Irgendwo in der Stadt' })).toBeVisible();
	});
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the map of the programme is accessible at ${locale || '/de'} and fits on a narrow phone`, async ({
		app,
		page
	}) => {
		const { path, activityId } = await aWeek(app);
		await page.setViewportSize({ width: 320, height: 700 });
		expect((await page.goto(`${locale}${path}?view=map`))?.status()).toBe(200);
		await expectAccessible(page);
		await expectNoSidewaysScrolling(page);
		await signedIn(app, page);
		expect((await page.goto(`${locale}/staff/events/${activityId}/4`))?.status()).toBe(200);
		await expectAccessible(page);
		await expectNoSidewaysScrolling(page);
	});
