import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freshFor } from '#lib/platform/tiles/tile-source.server.ts';
import { openTiles, tileAddress } from '#lib/platform/tiles/tiles.server.ts';

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(992)]);
const berlin = { z: 14, x: 8800, y: 5373 };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const picture =
	(headers: Record<string, string> = {}): Answer =>
	(_, response) =>
		response.writeHead(200, { 'content-type': 'image/png', ...headers }).end(png);

/** Somebody who makes tiles, on a real port; how they answer can be changed. */
async function tileServer(answer: Answer, maxBytes?: number) {
	const asked: IncomingMessage[] = [];
	const maker = { answer };
	const server = createServer((request, response) => {
		asked.push(request);
		maker.answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const dataDir = mkdtempSync(join(tmpdir(), 'palaver-tiles-'));
	const clock = { now: Date.parse('2026-11-25') };
	const tiles = openTiles({
		tileUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/{z}/{x}/{y}.png`,
		dataDir,
		origin: 'https://palaver.example',
		clock: () => new Date(clock.now),
		...(maxBytes && { maxBytes })
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
		rmSync(dataDir, { recursive: true });
	});
	return { tiles, maker, asked, clock, dataDir, away: () => server.closeAllConnections() };
}

const day = 86_400_000;

test('a tile is fetched once, kept on disk and asked for again when it is no longer fresh', async () => {
	const { tiles, asked, clock } = await tileServer(picture({ 'cache-control': 'max-age=86400' }));
	for (let times = 0; times < 3; times++)
		expect(await tiles.get(berlin)).toMatchObject({ type: 'image/png', bytes: png });
	expect(asked.map(({ url }) => url)).toEqual(['/14/8800/5373.png']);
	clock.now += day + 1000;
	await tiles.get(berlin);
	expect(asked).toHaveLength(2);
});

test('whoever makes the tiles is told who asks, and nothing of residents', async () => {
	const { tiles, asked } = await tileServer(picture());
	await tiles.get(berlin);
	expect(asked[0]!.headers['user-agent']).toBe('Palaver (+https://palaver.example)');
	expect(Object.keys(asked[0]!.headers)).not.toContain('cookie');
	expect(Object.keys(asked[0]!.headers)).not.toContain('referer');
	expect(Object.keys(asked[0]!.headers)).not.toContain('x-forwarded-for');
});

test('phones that look at the same square at once make one request', async () => {
	const waiting: (() => void)[] = [];
	const { tiles, asked } = await tileServer((request, response) =>
		waiting.push(() => picture()(request, response))
	);
	const all = Promise.all(Array.from({ length: 10 }, () => tiles.get(berlin)));
	await expect.poll(() => waiting.length).toBe(1);
	waiting[0]!();
	expect((await all).every((tile) => typeof tile === 'object')).toBe(true);
	expect(asked).toHaveLength(1);
});

test('an old tile is shown while nobody answers, and the maker is left in peace for a while', async () => {
	const { tiles, maker, asked, clock } = await tileServer(
		picture({ 'cache-control': 'max-age=60' })
	);
	await tiles.get(berlin);
	maker.answer = (_, response) => void response.destroy();
	clock.now += day;
	expect(await tiles.get(berlin)).toMatchObject({ bytes: png });
	expect(await tiles.get({ ...berlin, x: 8801 })).toBe('away');
	expect(asked).toHaveLength(2);
	maker.answer = picture();
	clock.now += 31_000;
	expect(await tiles.get({ ...berlin, x: 8801 })).toMatchObject({ bytes: png });
});

test('what is no picture is not shown and not kept', async () => {
	const garbage: Answer[] = [
		(_, response) =>
			response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Blocked</h1>'),
		(_, response) =>
			response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg onload="x"/>'),
		(_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('no picture'),
		(_, response) =>
			response
				.writeHead(200, { 'content-type': 'image/png' })
				.end(Buffer.concat([png, Buffer.alloc(600_000)])),
		(_, response) => response.writeHead(500, { 'content-type': 'image/png' }).end(png),
		// Promises more than it sends.
		(_, response) => {
			response.writeHead(200, { 'content-type': 'image/png', 'content-length': '9999' });
			response.write(png);
			response.destroy();
		}
	];
	for (const answer of garbage) {
		const { tiles, dataDir } = await tileServer(answer);
		expect(await tiles.get(berlin)).toBe('away');
		expect(existsSync(join(dataDir, 'tiles'))).toBe(false);
	}
});

test('who answers too slowly is not waited for longer than five seconds', async () => {
	const { tiles } = await tileServer((_, response) => {
		response.writeHead(200, { 'content-type': 'image/png' });
		response.write(png.subarray(0, 100));
	});
	expect(await tiles.get(berlin)).toBe('away');
}, 15_000);

test('a place without a tile is an answer, not a fault', async () => {
	const { tiles, asked } = await tileServer((_, response) => response.writeHead(404).end());
	expect(await tiles.get(berlin)).toBe('none');
	expect(await tiles.get({ ...berlin, x: 8801 })).toBe('none');
	expect(asked).toHaveLength(2);
});

test('the store does not outgrow its limit: what was unused longest goes', async () => {
	const { tiles, dataDir } = await tileServer(picture(), 20_000);
	for (let x = 0; x < 50; x++) await tiles.get({ z: 14, x, y: 1 });
	const kept = readdirSync(join(dataDir, 'tiles'), { recursive: true, withFileTypes: true }).filter(
		(entry) => entry.isFile()
	);
	expect(kept.length).toBeGreaterThan(10);
	expect(kept.length).toBeLessThan(20);
});

test('only tiles that can exist are asked for', () => {
	expect(tileAddress('0', '0', '0')).toEqual({ z: 0, x: 0, y: 0 });
	for (const [z, x, y] of [
		['0', '1', '0'],
		['3', '8', '0'],
		['20', '0', '0'],
		['-1', '0', '0'],
		['1', '1.5', '0'],
		['1', '01', '0'],
		['..', '0', '0'],
		['1', '0', '']
	] as const)
		expect(tileAddress(z, x, y), `${z}/${x}/${y}`).toBeNull();
});

test('how long a tile is fresh is what its maker says, within reason', () => {
	expect(freshFor('public, max-age=3600')).toBe(3_600_000);
	expect(freshFor('no-store')).toBe(0);
	expect(freshFor('')).toBe(7 * day);
	expect(freshFor('max-age=99999999')).toBe(30 * day);
});
