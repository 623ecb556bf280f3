import { inflateSync } from 'node:zlib';
import { documentLimits } from './limits.ts';

/** Why a PDF is not taken. */
export type PdfProblem = 'broken' | 'encrypted' | 'active' | 'attachment' | 'too_many_pages';

/** Bytes of all object streams together. 10 MB of file and as much unpacked are looked through in a tenth of a second. */
const mostUnpacked = 16 * 1024 * 1024;
/** Each holds a hundred objects or more. */
const mostStreams = 2000;

/** XML that an electronic invoice (ZUGFeRD, Factur-X, XRechnung) carries inside the readable one. */
const invoices = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml', 'order-x.xml'];

/**
 * Looks at a PDF as text: the file itself, and its object streams (compressed, from PDF 1.5 on) unpacked, where
 * everything that acts has to be named: actions, scripts, forms that are sent, media, files inside.
 * What it is not: a reader. Whoever builds a file that readers mend and this does not may get something past it. So
 * documents are also handed out as files only, never opened under our address, and scanned where a scanner is.
 * @returns null where it may be kept
 */
export function pdfProblem(bytes: Buffer): PdfProblem | null {
	const text = bytes.toString('latin1');
	const end = text.slice(-1024);
	if (!/^%PDF-[12]\.\d/.test(text) || !/startxref\s+\d+\s+%%EOF/.test(end)) return 'broken';
	// Of an encrypted file the rest cannot be seen.
	if (encrypting.test(text)) return 'encrypted';
	const unpacked = objectStreams(bytes, text);
	if (unpacked === null) return 'broken';
	const parts = [text, ...unpacked];
	if (parts.some((part) => acting.test(part))) return 'active';
	if (parts.some((part) => holdingFiles.test(part)) && !isInvoice(parts.join('\n'))) {
		return 'attachment';
	}
	const pages = parts.reduce((sum, part) => sum + (part.match(page)?.length ?? 0), 0);
	if (pages === 0) return 'broken';
	return pages > documentLimits.pages ? 'too_many_pages' : null;
}

/** A name of PDF as pattern; each of its letters may be written as #xx (ISO 32000-1, 7.3.5). */
function spelled(name: string): string {
	const letters = [...name].map((letter) => {
		const hex = letter
			.codePointAt(0)!
			.toString(16)
			.replace(/[a-f]/g, (one) => `[${one}${one.toUpperCase()}]`);
		return `(?:${letter}|#${hex})`;
	});
	return `/${letters.join('')}(?![A-Za-z0-9_#-])`;
}

const named = (...names: string[]) => new RegExp(names.map(spelled).join('|'));

/**
 * Long names only: a short one also stands in compressed pictures, by chance. Each script has /JavaScript, so /JS is not
 * needed; /XFA counts with what may follow it.
 */
const acting = new RegExp(
	[
		'JavaScript',
		'Launch',
		'SubmitForm',
		'ImportData',
		'GoToE',
		'Rendition',
		'RichMedia',
		'RichMediaExecute',
		'Movie'
	]
		.map(spelled)
		.concat(`${spelled('XFA')}(?=[\\s\\0[<%])`)
		.join('|')
);
const encrypting = named('Encrypt');
const holdingFiles = named('EmbeddedFile', 'EmbeddedFiles', 'FileAttachment');
const page = new RegExp(`${spelled('Type')}\\s*${spelled('Page')}`, 'g');
const objectStreamKey = named('ObjStm', 'First');
const filter = new RegExp(`${spelled('Filter')}\\s*(\\[[^\\]]{0,200}\\]|/[^\\s/<>[\\]]+|\\S+)`);
const flateOnly = new RegExp(`^\\[?\\s*${spelled('FlateDecode')}\\s*\\]?$`);
const predicted = new RegExp(`${spelled('Predictor')}\\s*(?!1\\b)\\S`);

/** Ends of objects, and beginnings of streams. Looked for once from front to back, however a file is made. */
const borders = /endobj|endstream|(?<![A-Za-z])stream[ \t]*(?:\r\n|\n|\r)/g;

/** The object streams as text; null where one cannot be looked into. */
function objectStreams(bytes: Buffer, text: string): string[] | null {
	const found: string[] = [];
	let room = mostUnpacked;
	let start: number | null = 0;
	for (const { index, 0: border } of text.matchAll(borders)) {
		const after = index + border.length;
		if (border.startsWith('end')) {
			start = after;
			continue;
		}
		// A stream within a stream hides where its own description begins.
		if (start === null) return null;
		const packing = packingOf(text.slice(start, index));
		start = null;
		if (packing === 'none') continue;
		if (packing === 'strange' || found.length === mostStreams) return null;
		const unpacked = inflated(bytes.subarray(after), room);
		if (unpacked === null) return null;
		room -= unpacked.length;
		found.push(unpacked.toString('latin1'));
	}
	return found;
}

/** How the stream with this description is packed; `none` also where it holds no objects. */
function packingOf(description: string): 'none' | 'flate' | 'strange' {
	if (!objectStreamKey.test(description)) return 'none';
	const filtered = filter.exec(description)?.[1];
	if (filtered === undefined) return 'none';
	return flateOnly.test(filtered) && !predicted.test(description) ? 'flate' : 'strange';
}

function inflated(bytes: Buffer, most: number): Buffer | null {
	if (most <= 0) return null;
	try {
		// What follows the compressed data is left alone.
		return inflateSync(bytes, { maxOutputLength: most });
	} catch {
		return null;
	}
}

/** White space and comments, which may stand between any two words. */
const gap = '(?:[\\s\\0]|%[^\\r\\n]{0,40}[\\r\\n])*';
const fileInside = new RegExp(`/EF${gap}(?:<<|\\d+\\s+\\d+\\s+R)`, 'g');
const fileName = new RegExp(
	`/U?F${gap}(?:\\(([ -~\\0\\xfe\\xff]{0,60}?)\\)|<([0-9A-Fa-f\\s]+)>)`,
	'g'
);

/** One file inside, and every file name that is said is an invoice's. */
function isInvoice(text: string): boolean {
	if (text.match(fileInside)?.length !== 1) return false;
	const names = [...text.matchAll(fileName)].map(([, literal, hex]) =>
		withoutMark(literal ?? Buffer.from(hex!.replace(/\s/g, ''), 'hex').toString('latin1'))
	);
	return names.length > 0 && names.every((name) => invoices.includes(name));
}

/** UTF-16 as plain letters, of names that are plain letters. */
const withoutMark = (name: string): string =>
	name
		.replace(/^\xfe\xff/, '')
		.replaceAll('\0', '')
		.toLowerCase();
