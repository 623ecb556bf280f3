import type { Page } from '@playwright/test';
import { submitIdea } from '#lib/formats/ideas/submit-idea.server.ts';
import { openPictures } from '#lib/platform/pictures/store.server.ts';
import { idea, ideaMap, phone as someonesPhone } from '../fixture/idea-map.ts';
import { jpeg } from '../fixture/photos.ts';
import { pinned, type Point } from '../fixture/pins.ts';
import { weigh } from '../fixture/weigh.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

const phone = { width: 390, height: 844 };

/** Some alone, some close together, three on one spot. */
const points: Point[] = [
	{ lat: 52.021, lng: 8.534 },
	{ lat: 52.0285, lng: 8.546 },
	...Array.from({ length: 20 }, (_, nth) => ({
		lat: 52.0245 + nth * 2e-5,
		lng: 8.5395 + nth * 3e-5
	})),
	...Array.from({ length: 3 }, () => ({ lat: 52.0215, lng: 8.5455 }))
];

async function mapWith(app: App, shape: Parameters<typeof ideaMap>[1] = {}) {
	const test = await ideaMap(app.db, shape);
	await pinned(app.db, test, points);
	return { ...test, path: `/ideas/${test.slug}` };
}

/** Numbers on the map: a pin counts one, a cluster what it says. */
async function countOnMap(page: Page): Promise<number> {
	const texts = await page.locator('.map-canvas .map-cluster').allTextContents();
	const pins = await page.locator('.map-canvas .map-pin').count();
	return pins + texts.reduce((sum, text) => sum + Number(text), 0);
}

test.describe('on a phone', () => {
	test.use({ viewport: phone });

	test('list and map show the same number of ideas, and nobody else is asked', async ({
		app,
		page
	}) => {
		const { path } = await mapWith(app);
		const others: string[] = [];
		page.on('request', (request) => {
			if (!request.url().startsWith(app.origin)) others.push(request.url());
		});
		await page.goto(path);
		await expect(page.getByRole('status').first()).toHaveText('25 Ideen');
		await expect(page.locator('#map')).toBeHidden();
		await page.getByRole('link', { name: 'Karte', exact: true }).click();
		await expect(page.locator('#list')).toBeHidden();
		await expect.poll(() => countOnMap(page)).toBe(25);
		expect(others).toEqual([]);
	});

	test('a cluster opens until each idea is a link to its page', async ({ app, page }) => {
		const { path, slug } = await mapWith(app);
		await page.goto(`${path}#map`);
		const pin = page.locator('.map-canvas .map-pin');
		const cluster = page.locator('.map-canvas .map-cluster');
		await page.getByRole('link', { name: 'Ideen hier: 20' }).click();
		await expect(page.getByRole('link', { name: 'Ideen hier: 20' })).toHaveCount(0);
		// Each press goes nearer, until the ideas of the cluster stand apart.
		await expect(async () => {
			if ((await pin.count()) < 2) await cluster.first().click({ timeout: 1000 });
			expect(await pin.count()).toBeGreaterThanOrEqual(2);
		}).toPass();
		await expect(pin.first()).toHaveAttribute('href', new RegExp(`^/ideas/${slug}/\\d+$`));
		await expect(pin.first()).toHaveAccessibleName(/^Idee \d+$/);
	});

	test('ideas on one spot open as a list', async ({ app, page }) => {
		const { path } = await mapWith(app);
		await page.goto(`${path}#map`);
		await page.getByRole('link', { name: 'Ideen hier: 3' }).click();
		const list = page.getByRole('list', { name: 'Ideen hier: 3' });
		await expect(list.getByRole('link')).toHaveCount(3);
		await expect(list.getByRole('link').first()).toBeFocused();
	});

	test('the keyboard alone reaches clusters, opens them and goes on to the pins', async ({
		app,
		page
	}) => {
		const { path } = await mapWith(app);
		await page.goto(`${path}#map`);
		const cluster = page.getByRole('link', { name: 'Ideen hier: 20' });
		await expect(cluster).toBeVisible();
		await page.getByRole('application').focus();
		for (let presses = 0; presses < 12; presses++) {
			if (await cluster.evaluate((element) => element === document.activeElement)) break;
			await page.keyboard.press('Tab');
		}
		await expect(cluster).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(cluster).toHaveCount(0);
		await expect(page.getByRole('application')).toBeFocused();
		await expect(page.locator('[data-map-says]')).toContainText('Ideen im Ausschnitt');
	});

	test('a filter narrows list and map alike', async ({ app, page }) => {
		const { path } = await mapWith(app);
		await page.goto(path);
		await page.getByText('Suchen und filtern').click();
		await page.getByRole('checkbox', { name: 'Barriere' }).check();
		await page.getByRole('button', { name: 'Anzeigen' }).click();
		await expect(page.getByRole('status').first()).toHaveText('8 von 25 Ideen');
		await page.getByRole('link', { name: 'Karte', exact: true }).click();
		await expect.poll(() => countOnMap(page)).toBe(8);
	});

	test('nothing sticks out at 320 px', async ({ app, page }) => {
		const { path } = await mapWith(app);
		await page.setViewportSize({ width: 320, height: 640 });
		for (const address of [path, `${path}#map`, `${path}?view=density#map`]) {
			await page.goto(address);
			await expectNoSidewaysScrolling(page);
		}
	});
});

for (const prefix of ['', '/en', '/leicht', '/ar']) {
	test(`list, map and density are accessible in ${prefix || 'German'}`, async ({ app, page }) => {
		const { path } = await mapWith(app);
		await page.goto(prefix + path);
		await page.locator('#map').scrollIntoViewIfNeeded();
		await expect(page.locator('.map-canvas .map-cluster').first()).toBeVisible();
		await expectAccessible(page);
		await page.goto(`${prefix}${path}?view=density`);
		await expectAccessible(page);
	});
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false, viewport: phone });

	test('list, picture of the map and density are there', async ({ app, page }) => {
		const { path } = await mapWith(app);
		await page.goto(path);
		await expect(page.getByRole('article')).toHaveCount(20);
		await page.getByRole('link', { name: 'Weiter' }).click();
		await expect(page.getByRole('article')).toHaveCount(5);
		await page.getByRole('link', { name: 'Karte', exact: true }).click();
		await expect(page.getByRole('img', { name: 'Karte mit 25 Ideen' })).toBeVisible();
		await page.getByRole('link', { name: 'Dichte zeigen' }).click();
		await page.getByText('Als Tabelle').click();
		const counts = await page.locator('td.numeric').allTextContents();
		expect(counts.reduce((sum, text) => sum + Number(text), 0)).toBe(25);
	});

	test('a map without places is only a list, an empty one says so', async ({ app, page }) => {
		const { slug } = await ideaMap(app.db, { layout: 'list' });
		await page.goto(`/ideas/${slug}`);
		await expect(page.getByText('Noch keine Ideen.')).toBeVisible();
		await expect(page.locator('#map')).toHaveCount(0);
		await expect(page.getByRole('link', { name: 'Idee eintragen' })).toBeVisible();
	});

	test('announced and finished maps have words of their own and take no ideas', async ({
		app,
		page
	}) => {
		for (const [status, words] of [
			['announced', 'Es geht bald los.'],
			['finished', 'Diese Ideenkarte ist abgeschlossen.']
		] as const) {
			const { slug } = await ideaMap(app.db, { status });
			await page.goto(`/ideas/${slug}`);
			await expect(page.getByText(words)).toBeVisible();
			await expect(page.getByRole('link', { name: 'Idee eintragen' })).toHaveCount(0);
		}
	});

	test('drafts are unknown, and late answers are counted in public', async ({ app, page }) => {
		const draft = await ideaMap(app.db, { status: 'draft' });
		expect((await page.goto(`/ideas/${draft.slug}`))?.status()).toBe(404);
		const { path, activityId } = await mapWith(app);
		await app.db
			.updateTable('ideas')
			.set({ submittedOn: '2020-01-01' })
			.where('activityId', '=', activityId)
			.where('number', '<=', 3)
			.execute();
		await page.goto(path);
		await expect(
			page.getByText('3 Ideen warten länger als versprochen auf Antwort.')
		).toBeVisible();
	});
});

test('on a phone a list of ideas with photos weighs at most 50 kB without them', async ({
	app,
	page
}) => {
	const map = await ideaMap(app.db);
	const pictures = openPictures(app.db, app.appSecret, () => new Date());
	for (let nth = 0; nth < 20; nth++) {
		const ticket = await pictures.take(await jpeg(), 'form');
		const photo = { pictureId: pictures.idOf(ticket, 'form')!, description: `Bild ${nth}` };
		await submitIdea(app.db, map.map, someonesPhone(), idea(map), new Date(), [photo]);
	}
	await page.setViewportSize(phone);
	await page.route('**/pictures/**', (route) => route.abort());
	const weight = await weigh(page, app.origin);
	await page.goto(`/ideas/${map.slug}`, { waitUntil: 'networkidle' });
	await expect(page.getByRole('img', { name: 'Bild 19' })).toBeAttached();
	await expect(page.locator('article img')).toHaveCount(20);
	for (const [name, value] of [
		['loading', 'lazy'],
		['width', '40'],
		['height', '30']
	] as const)
		await expect(page.locator('article img').first()).toHaveAttribute(name, value);
	expect(weight().thirdParty).toEqual([]);
	expect(weight().bytes).toBeLessThanOrEqual(50_000);
	await page.setViewportSize({ width: 320, height: 640 });
	await expectNoSidewaysScrolling(page);
	await expectAccessible(page);
});

test('the API answers views, all pins and bad input', async ({ app, request }) => {
	const { slug } = await mapWith(app);
	const address = `${app.origin}/api/v1/ideas/${slug}.geojson`;
	const view = await request.get(`${address}?bbox=8.53,52.02,8.55,52.03&zoom=14`);
	expect(view.headers()['content-type']).toBe('application/geo+json');
	const { features, total } = (await view.json()) as {
		total: number;
		features: { properties: { count?: number } }[];
	};
	expect(total).toBe(25);
	expect(features.reduce((sum, { properties }) => sum + (properties.count ?? 1), 0)).toBe(25);
	const again = await request.get(`${address}?bbox=8.53,52.02,8.55,52.03&zoom=14`, {
		headers: { 'if-none-match': view.headers()['etag']! }
	});
	expect(again.status()).toBe(304);
	const all = (await (await request.get(address)).json()) as { features: unknown[] };
	expect(all.features).toHaveLength(25);
	for (const [query, reason] of [
		['zoom=3', 'bbox_missing'],
		['bbox=1,2,3', 'bbox_malformed'],
		['bbox=1,2,x,4', 'bbox_malformed'],
		['bbox=170,-10,-170,10', 'bbox_antimeridian'],
		['bbox=8,53,9,52', 'bbox_upside_down'],
		['bbox=-181,0,0,10', 'bbox_range'],
		['bbox=8,52,9,53&zoom=23', 'zoom_invalid'],
		['bbox=8,52,9,53&zoom=1.5', 'zoom_invalid']
	]) {
		const refused = await request.get(`${address}?${query}`);
		expect(refused.status(), query).toBe(400);
		expect(refused.headers()['content-type']).toBe('application/problem+json');
		expect(((await refused.json()) as { reason: string }).reason, query).toBe(reason);
	}
	expect((await request.get(`${app.origin}/api/v1/ideas/none.geojson`)).status()).toBe(404);
});
