import { castFirstVote, comesLater, sessionThatAsks, typeKeys } from '../fixture/first-vote.ts';
import { hundredIdeas } from '../fixture/hundred-ideas.ts';
import { liveSession } from '../fixture/live-session.ts';
import { weigh } from '../fixture/weigh.ts';
import { expect, test } from './app.ts';
import { expectCounted, openSession, send, takePhone } from './phones.ts';

/** Bytes over the wire, everything together: on a slow network (400 kbit/s) this is 0.6 s. */
const budget = 30_000;

for (const path of ['/', '/j', '/en/j', '/leicht', '/ar']) {
	test(`the first view of ${path} weighs at most 30 kB and asks nobody else`, async ({
		app,
		page
	}) => {
		const weight = await weigh(page, app.origin);
		await page.goto(path, { waitUntil: 'networkidle' });
		expect(weight().thirdParty).toEqual([]);
		expect(weight().bytes).toBeGreaterThan(1000);
		expect(weight().bytes).toBeLessThanOrEqual(budget);
	});
}

test('first view and first vote together weigh at most 30 kB, and so does the result', async ({
	app,
	page,
	browser
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	const weight = await weigh(page, app.origin);
	await openSession(page, session.code);
	await page.getByRole('radio', { name: 'Ruhe und Schatten' }).check();
	await send(page);
	await expectCounted(page, 'Ruhe und Schatten');
	expect(weight().thirdParty).toEqual([]);
	expect(weight().bytes).toBeLessThanOrEqual(budget);

	await session.press('close', 'reveal');
	const other = await browser.newPage({ baseURL: app.origin });
	const seen = await weigh(other, app.origin);
	await openSession(other, session.code);
	await expect(other.getByRole('figure')).toBeVisible();
	expect(seen().thirdParty).toEqual([]);
	expect(seen().bytes).toBeLessThanOrEqual(budget);
	await other.close();
});

test('page and first vote weigh at most 30 kB with a question of any type, before its map and pictures', async ({
	app,
	browser
}) => {
	test.slow();
	const session = await sessionThatAsks(app.db, app.appSecret);
	for (const type of typeKeys) {
		await session.ask(type);
		const { page, context } = await takePhone(browser, app.origin);
		await page.route(comesLater, (route) => route.abort());
		const weight = await weigh(page, app.origin);
		await openSession(page, session.code);
		await castFirstVote(page, type);
		expect(weight().thirdParty, type).toEqual([]);
		expect(weight().bytes, type).toBeGreaterThan(10_000);
		expect(weight().bytes, type).toBeLessThanOrEqual(budget);
		await context.close();
		await session.close();
	}
});

test.describe('on a phone, with a hundred ideas', () => {
	test.use({ viewport: { width: 390, height: 844 } });

	test('the list of an idea map weighs at most 50 kB with its photos, without the map library', async ({
		app,
		page
	}) => {
		const { slug } = await hundredIdeas(app.db);
		const weight = await weigh(page, app.origin);
		await page.goto(`/ideas/${slug}`, { waitUntil: 'networkidle' });
		await expect(page.getByRole('status').first()).toHaveText('100 Ideen');
		const photos = page.getByRole('img', { name: 'Der Platz am Mittag, ohne Schatten' });
		await expect(photos.first()).toHaveJSProperty('naturalWidth', 160);
		expect(weight().thirdParty).toEqual([]);
		expect(weight().bytes).toBeLessThanOrEqual(50_000);
	});

	test('the map of ideas weighs at most 150 kB with its library and what it shows', async ({
		app,
		page
	}) => {
		const { slug } = await hundredIdeas(app.db);
		const weight = await weigh(page, app.origin);
		await page.goto(`/ideas/${slug}#map`, { waitUntil: 'networkidle' });
		await expect(page.locator('.map-canvas .map-cluster').first()).toBeVisible();
		expect(weight().thirdParty).toEqual([]);
		expect(weight().bytes).toBeGreaterThan(50_000);
		expect(weight().bytes).toBeLessThanOrEqual(150_000);
	});
});

test('a signed-in page is not compressed, a resident’s is', async ({ app, request }) => {
	const headers = { 'accept-encoding': 'br' };
	const resident = await request.get(`${app.origin}/j`, { headers });
	expect(resident.headers()['content-encoding']).toBe('br');
	const signedIn = await request.get(`${app.origin}/j`, {
		headers: { ...headers, cookie: 'palaver_session=whoever' }
	});
	expect(signedIn.headers()['content-encoding']).toBeUndefined();
});
