import type { Page } from '@playwright/test';
import { countedBallots, liveSession, squareInWords } from '../fixture/live-session.ts';
import { expect, freePort, startServer, test } from './app.ts';
import { expectCounted, openSession, question, send, takePhone } from './phones.ts';

const saved = 'Auf diesem Gerät gespeichert. Wird gesendet, sobald es geht.';

async function chooseRest(page: Page): Promise<void> {
	await page.getByRole('radio', { name: 'Ruhe und Schatten' }).check();
	await send(page);
}

test('a ballot cast without network is kept and counted once the network is back', async ({
	app,
	page,
	context
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await openSession(page, session.code);
	await context.setOffline(true);
	await chooseRest(page);
	await expect(page.getByText(saved)).toBeVisible();
	expect(await countedBallots(app.db, session.activityId)).toEqual([]);
	await context.setOffline(false);
	await expectCounted(page, 'Ruhe und Schatten');
	await expect(page.getByText(saved)).toBeHidden();
	expect(await countedBallots(app.db, session.activityId)).toEqual([['rest']]);
});

for (const year of ['1980', '2090'])
	test(`a phone whose clock shows ${year} votes like any other, also once the network is back`, async ({
		app,
		page,
		context
	}) => {
		await page.clock.setSystemTime(new Date(`${year}-01-01T00:00:00Z`));
		const session = await liveSession(app.db);
		await session.press('start', 'next');
		await openSession(page, session.code);
		await context.setOffline(true);
		await chooseRest(page);
		await expect(page.getByText(saved)).toBeVisible();
		await context.setOffline(false);
		await expectCounted(page, 'Ruhe und Schatten');
		expect(await countedBallots(app.db, session.activityId)).toEqual([['rest']]);
	});

test('a ballot on its way outlives closing the page', async ({ app, browser }) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	const { page, context } = await takePhone(browser, app.origin);
	await openSession(page, session.code);
	await context.setOffline(true);
	await chooseRest(page);
	await expect(page.getByText(saved)).toBeVisible();
	await page.close();
	await context.setOffline(false);
	const again = await context.newPage();
	await openSession(again, session.code);
	await expectCounted(again, 'Ruhe und Schatten');
	expect(await countedBallots(app.db, session.activityId)).toEqual([['rest']]);
	await context.close();
});

test('a server that is killed and comes back loses no ballot, and the phone goes on by itself', async ({
	app,
	browser
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	const port = await freePort();
	const own = { databaseUrl: app.databaseUrl, dataDir: app.dataDir, port };
	const first = await startServer(own);
	const { page, context } = await takePhone(browser, `http://localhost:${port}`);
	await openSession(page, session.code);
	await first.end('SIGKILL');
	await chooseRest(page);
	await expect(page.getByText(saved)).toBeVisible();
	const second = await startServer(own);
	await expectCounted(page, 'Ruhe und Schatten');
	expect(await countedBallots(app.db, session.activityId)).toEqual([['rest']]);
	await session.press('close');
	await expect(page.getByRole('heading', { name: 'Die Abstimmung ist beendet' })).toBeVisible();
	await context.close();
	await second.end('SIGTERM');
});

test('a busy server is asked again until it answers', async ({ app, page }) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	let refused = 0;
	await page.route('**/ballots', async (route) => {
		if (refused++ < 2) await route.fulfill({ status: 503, headers: { 'retry-after': '0.1' } });
		else await route.continue();
	});
	await openSession(page, session.code);
	await chooseRest(page);
	await expectCounted(page, 'Ruhe und Schatten');
	expect(await countedBallots(app.db, session.activityId)).toEqual([['rest']]);
});

test('an answer that never arrives is no reason to count twice', async ({ app, page }) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	let lost = 0;
	await page.route('**/ballots', async (route) => {
		if (lost++ > 0) return route.continue();
		await route.fetch();
		await route.abort('connectionreset');
	});
	await openSession(page, session.code);
	await chooseRest(page);
	await expectCounted(page, 'Ruhe und Schatten');
	expect(await countedBallots(app.db, session.activityId)).toEqual([['rest']]);
});

test('a ballot that arrives after the end of voting is not counted, and the phone says so', async ({
	app,
	page,
	context
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await openSession(page, session.code);
	await context.setOffline(true);
	await chooseRest(page);
	await expect(page.getByText(saved)).toBeVisible();
	await session.press('close');
	await context.setOffline(false);
	await expect(page.getByText('Sie wurde nicht gezählt.')).toBeVisible();
	await expect(page.getByText('keine Antwort gezählt')).toBeVisible();
	expect(await countedBallots(app.db, session.activityId)).toEqual([]);
});

test('reload keeps a counted vote, and a half-filled ballot too', async ({ app, page }) => {
	const session = await liveSession(app.db, { questions: [squareInWords] });
	await session.press('start', 'next');
	await openSession(page, session.code);
	await page.getByLabel('Wort 1').fill('Treffpunkt');
	await page.reload();
	await expect(page.getByLabel('Wort 1')).toHaveValue('Treffpunkt');
	await send(page);
	await expectCounted(page, 'Treffpunkt');
	await page.reload();
	await expectCounted(page, 'Treffpunkt');
});

test('two tabs of one phone show the same: one is counted, both say so', async ({
	app,
	page,
	context
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await openSession(page, session.code);
	const other = await context.newPage();
	await openSession(other, session.code);
	await chooseRest(page);
	await expectCounted(page, 'Ruhe und Schatten');
	await expectCounted(other, 'Ruhe und Schatten');
	await other.getByRole('link', { name: 'Antwort ändern' }).click();
	await other.getByText('Markt und Feste').click();
	await other.getByRole('button', { name: 'Neue Antwort abgeben' }).click();
	await expectCounted(page, 'Markt und Feste');
	expect(await countedBallots(app.db, session.activityId)).toEqual([['market']]);
});

test('a phone that slept through two questions wakes up in the third', async ({
	app,
	page,
	context
}) => {
	const session = await liveSession(app.db, { questions: [squareInWords, squareInWords] });
	await session.press('start');
	await openSession(page, session.code);
	await context.setOffline(true);
	await session.press('next', 'close', 'next');
	await context.setOffline(false);
	await expect(page.getByText('Frage 2 von 2')).toBeVisible();
});

test('an update never touches a half-filled ballot; the person decides when to go on', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db, { questions: [squareInWords, squareInWords] });
	await session.press('start', 'next');
	await openSession(page, session.code);
	await page.getByLabel('Wort 1').fill('Treffp');

	await test.step('others vote and the result is shown early: nothing moves', async () => {
		await page.request.post(`/api/v1/live/${session.code}/join`);
		await session.press('reveal');
		await expect(page.getByText('Es gibt Neues.').first()).toBeVisible();
		await expect(page.getByLabel('Wort 1')).toHaveValue('Treffp');
		await page.getByLabel('Wort 1').pressSequentially('unkt');
		await expect(page.getByLabel('Wort 1')).toHaveValue('Treffpunkt');
	});

	await test.step('the question is over: the input stays, kindly told', async () => {
		await session.press('close', 'next');
		await expect(page.getByText('inzwischen beendet').first()).toBeVisible();
		await expect(page.getByLabel('Wort 1')).toHaveValue('Treffpunkt');
		await expect(page.getByText('Frage 1 von 2')).toBeVisible();
	});

	await test.step('one tap shows what is on now', async () => {
		await page.getByRole('button', { name: 'Zeigen, was jetzt dran ist' }).click();
		await expect(page.getByText('Frage 2 von 2')).toBeVisible();
		await expect(page.getByLabel('Wort 1')).toHaveValue('');
		await expect(question(page)).toBeVisible();
	});
});

test('a result that is shown while voting goes on grows on the phone', async ({
	app,
	browser,
	page
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next', 'reveal');
	await openSession(page, session.code);
	await chooseRest(page);
	await expect(page.getByRole('figure')).toContainText('Eine Person hat geantwortet');
	const other = await takePhone(browser, app.origin);
	await openSession(other.page, session.code);
	await chooseRest(other.page);
	await expect(page.getByRole('figure')).toContainText('2 Menschen haben geantwortet', {
		timeout: 10_000
	});
	await other.context.close();
});
