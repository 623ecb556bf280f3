import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readConfig } from '#lib/platform/config.ts';
import { openVirusScanner } from '#lib/platform/documents/virus-scanner.server.ts';
import { cleanScanner, scannerThatSays } from '../../../fixture/clamd.ts';

const away = { status: 503, reason: 'scan_away', after: 60 };

test('a file reaches the scanner byte by byte, however many pieces it takes', async () => {
	const { url, received } = await cleanScanner();
	const files = [Buffer.from('x'), randomBytes(64 * 1024), randomBytes(300_001)];
	for (const file of files) await openVirusScanner(url).demandClean(file);
	expect(received).toEqual(files);
});

test('an infected file is refused', async () => {
	const { url } = await scannerThatSays(() => 'stream: Win.Test.EICAR_HDB-1 FOUND\0');
	await expect(openVirusScanner(url).demandClean(Buffer.from('x'))).rejects.toMatchObject({
		status: 422,
		reason: 'document_infected',
		fields: { documents: 'document_infected' }
	});
});

test.each([
	['an error', 'INSTREAM size limit exceeded. ERROR\0'],
	['half an answer', 'stream: O'],
	['nothing', ''],
	['something else', 'HTTP/1.1 400 Bad Request\r\n\0'],
	['a yes that is none', 'stream: OKAY\0'],
	['endless words', 'x'.repeat(100_000)]
])('a scanner that answers %s has not found the file clean', async (_, answer) => {
	const { url } = await scannerThatSays(() => answer);
	await expect(openVirusScanner(url).demandClean(Buffer.from('x'))).rejects.toMatchObject(away);
});

test('a scanner that never answers is given up', async () => {
	const { url } = await scannerThatSays(() => null);
	await expect(openVirusScanner(url, 50).demandClean(Buffer.from('x'))).rejects.toMatchObject(away);
});

test('without a scanner at its address files wait, and the start can say so', async () => {
	const { url, stop } = await cleanScanner();
	await stop();
	for (const gone of [url, 'unix:/nowhere/clamd.ctl']) {
		await expect(openVirusScanner(gone).demandClean(Buffer.from('x'))).rejects.toMatchObject(away);
		expect(await openVirusScanner(gone).answers()).toBe(false);
	}
});

const configured = (CLAMD_URL: string) =>
	readConfig({ APP_SECRET: 's'.repeat(32), CLAMD_URL }).clamdUrl;

test.each([
	'tcp://127.0.0.1:3310',
	'tcp://clamd.internal',
	'tcp://[::1]:3310',
	'unix:/run/clamav/clamd.ctl'
])('%s is an address of a scanner', (url) => {
	expect(configured(url)).toBe(url);
});

test.each([
	'http://127.0.0.1:3310',
	'127.0.0.1:3310',
	'tcp://',
	'tcp://host:3310/path',
	'unix:clamd.ctl',
	'unix://host/clamd.ctl'
])('%s is none, and the start says what one looks like', (url) => {
	expect(() => configured(url)).toThrow('CLAMD_URL: must be like tcp://host:3310');
});

test('without an address nothing is scanned', () => {
	expect(configured('')).toBeNull();
});
