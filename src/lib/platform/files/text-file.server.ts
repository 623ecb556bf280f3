import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type TextFile =
	Readonly<{ encoding: Encoding }> | Readonly<{ notText: 'zip' | 'pdf' | 'excel' | 'binary' }>;

/** First bytes of files that are no text, whatever their name says. */
const signatures: readonly (readonly [bytes: string, kind: 'zip' | 'pdf' | 'excel' | 'binary'])[] =
	[
		['504b0304', 'zip'],
		['504b0506', 'zip'],
		['1f8b', 'zip'],
		['25504446', 'pdf'],
		['d0cf11e0', 'excel'],
		['89504e47', 'binary'],
		['ffd8ff', 'binary']
	];

/**
 * How the text of a file is written. A byte order mark says it; without one, zeros at every other byte are UTF-16,
 * and what is valid as UTF-8 from end to end is UTF-8: by chance that does not happen to other encodings. The rest is
 * taken for Windows-1252, which German offices save by default; its bytes all mean something, so it comes last.
 */
export async function inspectText(path: string): Promise<TextFile> {
	const head = await firstBytes(path, 4096);
	const hex = head.subarray(0, 4).toString('hex');
	const known = signatures.find(([bytes]) => hex.startsWith(bytes));
	if (known) return { notText: known[1] };
	if (hex.startsWith('fffe')) return { encoding: 'utf-16le' };
	if (hex.startsWith('feff')) return { encoding: 'utf-16be' };
	const zeros = zerosAt(head);
	if (zeros.odd > 0.3 && zeros.even < 0.05) return { encoding: 'utf-16le' };
	if (zeros.even > 0.3 && zeros.odd < 0.05) return { encoding: 'utf-16be' };
	if (zeros.even + zeros.odd > 0) return { notText: 'binary' };
	return { encoding: (await isUtf8(path)) ? 'utf-8' : 'windows-1252' };
}

/** The text of a file piece by piece; line ends of every kind become `\n`, a byte order mark is left out. */
export async function* textPieces(
	path: string,
	encoding: Encoding,
	heard: (bytes: number) => void = () => {}
): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	let pending = '';
	for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
		const text = pending + decoder.decode(bytes, { stream: true });
		// A CR at the end may be the first half of a CRLF.
		pending = text.endsWith('\r') ? '\r' : '';
		yield unixLines(pending ? text.slice(0, -1) : text);
		heard(bytes.length);
	}
	const rest = pending + decoder.decode();
	if (rest) yield unixLines(rest);
}

const unixLines = (text: string): string => text.replace(/\r\n?/g, '\n');

async function firstBytes(path: string, most: number): Promise<Buffer> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

/** Shares of zero bytes at even and odd positions. */
function zerosAt(bytes: Buffer): { even: number; odd: number } {
	const half = Math.max(1, bytes.length / 2);
	const at = (rest: number) =>
		bytes.filter((byte, index) => byte === 0 && index % 2 === rest).length / half;
	return { even: at(0), odd: at(1) };
}

async function isUtf8(path: string): Promise<boolean> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>)
			decoder.decode(bytes, { stream: true });
		decoder.decode();
		return true;
	} catch {
		return false;
	}
}
