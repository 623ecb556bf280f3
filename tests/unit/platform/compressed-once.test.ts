import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressedOnce } from '#lib/platform/http/compressed-once.server.ts';

const body = 'Wofür soll der Kesselbrink da sein? '.repeat(100);
// As the framework gives it: the length is that of the page before it is compressed.
const given = new Headers({
	'content-type': 'text/html',
	'content-length': String(Buffer.byteLength(body)),
	vary: 'cookie'
});

test('many get one compressed body, each with its true length, or a browser would wait for the rest', async () => {
	const answer = compressedOnce(body, given);
	for (const response of [answer('gzip, br'), answer('gzip, br')]) {
		const bytes = Buffer.from(await response.arrayBuffer());
		expect(response.headers.get('content-encoding')).toBe('br');
		expect(response.headers.get('content-length')).toBe(String(bytes.length));
		expect(response.headers.get('vary')).toBe('cookie, accept-encoding');
		expect(brotliDecompressSync(bytes).toString()).toBe(body);
	}
});

test('whoever cannot read it gets it as it is', async () => {
	for (const accepted of ['gzip', 'gzip, br;q=0', 'br; q=0.000', 'x-br', null]) {
		const response = compressedOnce(body, given)(accepted);
		expect(response.headers.get('content-encoding')).toBeNull();
		expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(body)));
		expect(await response.text()).toBe(body);
	}
});
