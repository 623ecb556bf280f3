import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csvRecords, sniffDelimiter } from '#lib/platform/files/csv-file.server.ts';
import { jsonFeatures } from '#lib/platform/files/json-features.server.ts';
import { inspectText, textPieces } from '#lib/platform/files/text-file.server.ts';

async function file(content: Buffer | string): Promise<string> {
	const path = join(await mkdtemp(join(tmpdir(), 'palaver-test-')), 'file');
	await writeFile(path, content);
	return path;
}

async function all<T>(pieces: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const piece of pieces) found.push(piece);
	return found;
}

const records = async (content: string, delimiter = ';') =>
	all(csvRecords(await file(content), 'utf-8', delimiter));
const features = async (content: string) => all(jsonFeatures(await file(content), 'utf-8'));

test.each([
	['utf-8', Buffer.from('Straße')],
	['utf-8', Buffer.from('\uFEFFStraße')],
	['utf-16le', Buffer.from('\uFEFFStraße', 'utf16le')],
	['utf-16le', Buffer.from('Straße;Platz', 'utf16le')],
	['utf-16be', Buffer.from('\uFEFFStraße', 'utf16le').swap16()],
	['windows-1252', Buffer.from('Straße \x80', 'latin1')]
] as const)('a file in %s is recognised and read', async (encoding, content) => {
	const path = await file(content);
	expect(await inspectText(path)).toEqual({ encoding });
	expect((await all(textPieces(path, encoding))).join('')).toMatch(/^Straße/);
});

test('an umlaut on the border between two pieces of a file is still UTF-8', async () => {
	const path = await file(`${'x'.repeat(64 * 1024 - 1)}ä`);
	expect(await inspectText(path)).toEqual({ encoding: 'utf-8' });
	expect((await all(textPieces(path, 'utf-8'))).join('').at(-1)).toBe('ä');
});

test.each([
	['zip', Buffer.from('504b0304aabb', 'hex')],
	['excel', Buffer.from('d0cf11e0a1b1', 'hex')],
	['pdf', Buffer.from('%PDF-1.7')],
	['binary', Buffer.from([1, 0, 0, 0, 7, 7])]
] as const)('a %s is no text, whatever its name says', async (notText, content) => {
	expect(await inspectText(await file(content))).toEqual({ notText });
});

test('the delimiter is the sign that cuts all lines alike, not the most frequent one', () => {
	expect(sniffDelimiter('Titel;Text\nA;eins, zwei, drei\nB;vier, fünf\n')).toBe(';');
	expect(sniffDelimiter('title,text\n"a;b",c\n')).toBe(',');
	expect(sniffDelimiter('a\tb\n1\t2\n')).toBe('\t');
	expect(sniffDelimiter('Titel\nnur eine Spalte\n')).toBe(',');
});

test('each record knows the line where it begins, also after cells with line breaks', async () => {
	expect(await records('a;b\r\n1;"x\r\ny"\r\n\r\n2;z\r3;w')).toEqual([
		{ line: 1, cells: ['a', 'b'] },
		{ line: 2, cells: ['1', 'x\ny'] },
		{ line: 5, cells: ['2', 'z'] },
		{ line: 6, cells: ['3', 'w'] }
	]);
});

test('a quotation mark that is never closed is named with its line', async () => {
	await expect(records('a;b\n1;2\n3;"open\n4;5\n')).rejects.toMatchObject({
		code: 'quote_open',
		line: 3
	});
	await expect(records('a;b\n1;"x"y\n')).rejects.toMatchObject({ code: 'quote_wrong', line: 2 });
});

test('features come one by one, wherever type and reference system stand', async () => {
	const read = await features(
		'{"features":[{"a":1},7],"crs":{"type":"name"},"type":"FeatureCollection","bbox":[1]}\n'
	);
	expect(read).toEqual([{ feature: { a: 1 } }, { feature: 7 }, { crs: { type: 'name' } }]);
});

test('JSON that breaks off or breaks is named with its line', async () => {
	await expect(features('{"type":"FeatureCollection",\n"features":[{}')).rejects.toMatchObject({
		code: 'not_json',
		line: 2
	});
	await expect(
		features('{"type":"FeatureCollection",\n"features":[\n{"ü":x}]}')
	).rejects.toMatchObject({ code: 'not_json', line: 3 });
	await expect(features('{"type":"FeatureCollection","features":[]} more')).rejects.toMatchObject({
		code: 'not_json'
	});
	await expect(features('{"type":"Topology"}')).rejects.toMatchObject({ code: 'not_features' });
});
