import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { admitOneClick } from '#lib/platform/http/one-click.ts';

const own = 'https://palaver.example';

/** The Origin under which the framework sees the request. */
function originOf(method: string, url: string, headers: Record<string, string> = {}) {
	const request = { method, url, headers: { ...headers } } as unknown as IncomingMessage;
	admitOneClick(request, own);
	return request.headers.origin;
}

test('a mail program without Origin and cookies may end a subscription', () => {
	expect(originOf('POST', '/en/follow/abc-_1/stop')).toBe(own);
	expect(originOf('POST', '/ar/later/K7M4-QX2P-AAAA/stop')).toBe(own);
});

test('nothing else is let through: no foreign page, no cookie, no browser, no other path', () => {
	const stop = '/follow/abc/stop';
	expect(originOf('POST', stop, { origin: 'https://evil.example' })).toBe('https://evil.example');
	expect(originOf('POST', stop, { cookie: 'a=b' })).toBeUndefined();
	expect(originOf('POST', stop, { 'sec-fetch-site': 'cross-site' })).toBeUndefined();
	expect(originOf('GET', stop)).toBeUndefined();
	for (const path of ['/follow/abc', '/follow/abc/stop/x', '/sign-in', '/sign-in?/follow/abc/stop'])
		expect(originOf('POST', path)).toBeUndefined();
});
