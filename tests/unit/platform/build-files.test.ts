import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFiles } from '#lib/platform/http/build-files.server.ts';
import { throwAwayFolder } from '../../fixture/throw-away-folder.ts';

const content = 'export const vote = 1;\n'.repeat(50);
let origin: string;
const folder = join(throwAwayFolder('build-files'), 'client');
const server = createServer();

beforeAll(async () => {
	const file = (name: string) => {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
		writeFileSync(join(folder, `${name}.gz`), gzipSync(content));
	};
	for (const name of ['chunks/a.js', 'late.js', 'font.woff2']) file(`_app/immutable/${name}`);
	for (const name of ['icon.svg', 'service-worker.js', '../secret.js']) file(name);
	const files = buildFiles(folder);
	server.on('request', (req, res) => {
		if (!files(req, res)) res.writeHead(404).end('of the framework');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
	fetch(origin + path, { method, headers: { 'accept-encoding': 'gzip, br', ...headers } });

test('a phone gets a script of the build as often as it asks, to be kept for ever', async () => {
	for (const time of ['first', 'second']) {
		const answer = await ask('/_app/immutable/chunks/a.js');
		expect(await answer.text(), time).toBe(content);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': 'text/javascript',
			'content-encoding': 'br',
			'cache-control': 'public,max-age=31536000,immutable',
			vary: 'Accept-Encoding'
		});
	}
});

test('a phone in a Wi-Fi without https, which takes no Brotli, gets it as gzip', async () => {
	const answer = await ask('/_app/immutable/chunks/a.js', { 'accept-encoding': 'gzip, deflate' });
	expect(await answer.text()).toBe(content);
	expect(answer.headers.get('content-encoding')).toBe('gzip');
});

test('a page that is open keeps its scripts while another build takes their place', async () => {
	rmSync(folder, { recursive: true });
	const answer = await ask('/_app/immutable/late.js');
	expect([answer.status, await answer.text()]).toEqual([200, content]);
});

test('the icon is kept for a day', async () => {
	const { headers } = await ask('/icon.svg');
	expect(headers.get('content-type')).toBe('image/svg+xml');
	expect(headers.get('cache-control')).toBe('public,max-age=86400');
});

test('who asks for the head alone gets no body', async () => {
	const answer = await ask('/_app/immutable/chunks/a.js', {}, 'HEAD');
	expect([answer.status, await answer.text()]).toEqual([200, '']);
	expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
});

test.each<[string, string, Record<string, string>?, string?]>([
	[
		'takes no compression',
		'/_app/immutable/chunks/a.js',
		{ 'accept-encoding': 'gzip;q=0, br;q=0' }
	],
	['wants a part', '/_app/immutable/chunks/a.js', { range: 'bytes=0-9' }],
	['asks whether it is still the same', '/_app/immutable/chunks/a.js', { 'if-none-match': '"a"' }],
	['sends something', '/_app/immutable/chunks/a.js', {}, 'POST'],
	['asks for what is no script', '/_app/immutable/font.woff2'],
	['asks for what is not there', '/_app/immutable/chunks/b.js'],
	['asks for what every start asks for anew', '/service-worker.js'],
	['looks outside the folder', '/..%2fsecret.js'],
	['looks above the folder', '/_app/immutable/../../secret.js']
])('who %s is left to the framework', async (_, path, headers, method) => {
	const answer = await ask(path, headers, method);
	expect([answer.status, await answer.text()]).toEqual([404, 'of the framework']);
});
