import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { liveSession } from '../fixture/live-session.ts';
import { expect, freePort, startServer, test, type App } from './app.ts';
import { expectCounted, send, takePhone } from './phones.ts';

/** A server that is full sooner than others. */
async function smallServer(app: App, env: Record<string, string>) {
	const port = await freePort();
	const { databaseUrl, dataDir } = app;
	const server = await startServer({ databaseUrl, dataDir, port, env });
	const origin = `http://localhost:${port}`;
	const figure = async (name: string) => {
		const figures = await (await fetch(`${origin}/metrics`)).text();
		return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(figures)?.[1]);
	};
	return { server, origin, figure };
}

test('where no stream is left, phone and stage ask instead, say nothing of a lost network and vote as always', async ({
	app,
	browser
}) => {
	const session = await liveSession(app.db);
	await session.press('start');
	const { server, origin, figure } = await smallServer(app, { LIVE_STREAMS: '1' });
	const taken = await fetch(`${origin}/api/v1/live/${session.code}/stream`);
	expect(taken.status).toBe(200);
	const refused = await fetch(`${origin}/api/v1/live/${session.code}/stream?locale=en`);
	expect(refused.status).toBe(503);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
	expect(await refused.json()).toMatchObject({ reason: 'streams_full' });

	const { page, context } = await takePhone(browser, origin);
	await page.goto(`/j/${session.code}`);
	const stage = await context.newPage();
	await stage.goto(`/live/${session.code}/stage`);
	await session.press('next');
	await expect(page.getByRole('radio', { name: 'Ruhe und Schatten' })).toBeVisible();
	await expect(stage.getByText('Antworten Sie jetzt auf Ihrem Telefon')).toBeVisible();
	await expect(page.locator('#connection')).toHaveText('');
	await expect(stage.getByText('Keine Verbindung')).toHaveCount(0);
	await page.getByRole('radio', { name: 'Ruhe und Schatten' }).check();
	await send(page);
	await expectCounted(page, 'Ruhe und Schatten');
	expect(await figure('palaver_streams_refused_total')).toBeGreaterThan(1);
	expect(await figure('palaver_streams_most')).toBe(1);

	await test.step('once one is free the phone has its stream again', async () => {
		await taken.body!.cancel();
		await expect.poll(() => figure('palaver_subscribers'), { timeout: 30_000 }).toBe(1);
	});
	await context.close();
	await server.end('SIGTERM');
});

test('a phone that is asked to join later joins later, by itself', async ({ app, browser }) => {
	const session = await liveSession(app.db);
	await session.press('start');
	const { server, origin } = await smallServer(app, { LIVE_JOINS_PER_SECOND: '1' });
	const join = () => fetch(`${origin}/api/v1/live/${session.code}/join`, { method: 'POST' });
	const answers = await Promise.all(Array.from({ length: 20 }, join));
	const refused = answers.filter(({ status }) => status === 429);
	expect(refused.length).toBeGreaterThan(5);
	expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
	const { page, context } = await takePhone(browser, origin);
	await page.goto(`/j/${session.code}`);
	await expect
		.poll(async () => (await context.cookies()).map(({ name }) => name))
		.toContain(`palaver-${session.code}`);
	await context.close();
	await server.end('SIGTERM');
});

test('phones that come at one moment share a page: never an old one, and nothing that is somebody’s own', async ({
	app
}) => {
	const session = await liveSession(app.db, { locales: ['de', 'ar'] });
	await session.press('start');
	const path = `${app.origin}/j/${session.code}`;
	const page = async (headers: Record<string, string> = {}) =>
		(await fetch(path, { headers })).text();
	const [one, other] = await Promise.all([page(), page()]);
	expect(one).toContain('Gleich geht es los');
	expect(other).toBe(one);
	expect(await page({ 'accept-encoding': 'identity' })).toBe(one);
	// The address has no language in it: each gets their own.
	const arabic = await fetch(path, { headers: { 'accept-language': 'ar' } });
	expect(arabic.url).toBe(`${app.origin}/ar/j/${session.code}`);

	await session.press('next');
	// Who asks for the data of the page first does not give it to everybody as their page.
	await fetch(`${path}/__data.json`);
	expect(await page()).toContain('<!doctype html>');
	expect(await page()).toContain('Wofür soll der Kesselbrink');
	const api = `${app.origin}/api/v1/live/${session.code}`;
	const joined = await fetch(`${api}/join`, { method: 'POST' });
	const cookie = joined.headers.get('set-cookie')!.split(';')[0]!;
	const { question } = (await (await fetch(api)).json()) as { question: { id: string } };
	await fetch(`${api}/ballots`, {
		method: 'POST',
		headers: { cookie, 'content-type': 'application/json' },
		body: JSON.stringify({ question: question.id, round: 1, answer: ['rest'] })
	});
	expect(await page({ cookie })).toContain('data-vote="counted"');
	expect(await page()).toContain('data-vote="none"');

	await session.press('close', 'reveal');
	expect(await page()).toContain('Eine Person hat geantwortet');
	await setVeiled(app.db, session.moderator, session.activityId, true);
	expect(await page()).not.toContain('Eine Person hat geantwortet');
});

test('the form for a seat code is each phone’s own', async ({ app }) => {
	const session = await liveSession(app.db, { seatsOnly: true });
	await session.press('start');
	const nonce = async () =>
		/name="nonce" value="([^"]+)"/.exec(
			await (await fetch(`${app.origin}/j/${session.code}`)).text()
		)?.[1];
	const [one, other] = await Promise.all([nonce(), nonce()]);
	expect(one).toBeTruthy();
	expect(other).not.toBe(one);
});
