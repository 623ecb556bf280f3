import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { fontFiles } from '../fonts.server.ts';
import type { PdfDocument } from './document.ts';
import { template } from './template.ts';

/** Far more than the longest document that pages let through; then something is wrong. */
const longest = 120_000;

const require = createRequire(import.meta.url);
const compiler = pathToFileURL(
	join(dirname(require.resolve('@myriaddreamin/typst-ts-node-compiler/package.json')), 'index.js')
).href;

let last: Promise<unknown> = Promise.resolve();

/**
 * A tagged PDF (PDF/UA-1): a screen reader reads it in order, with headings, tables and the texts of pictures. Where a
 * letter has no glyph in our fonts (PDF/UA forbids that) it is tagged all the same. Made one after the other in a thread
 * of its own: two thousand rows take seconds, during which votes and pages must not wait.
 */
export function renderPdf(document: PdfDocument): Promise<Uint8Array> {
	const next = last.then(() => inThread(document));
	last = next.catch(() => {});
	return next;
}

function inThread({ locale, ...rest }: PdfDocument): Promise<Uint8Array> {
	const doc = JSON.stringify({ ...rest, lang: languageOf(locale), blocks: rest.blocks.map(plain) });
	return new Promise((resolve, reject) => {
		const worker = new Worker(thread, {
			eval: true,
			workerData: { compiler, fonts: fontFiles, template, doc }
		});
		const timer = setTimeout(() => {
			void worker.terminate();
			reject(new Error('the PDF took too long'));
		}, longest);
		worker.once('message', ({ bytes, error }: { bytes?: Uint8Array; error?: string }) =>
			bytes ? resolve(bytes) : reject(new Error(error))
		);
		worker.once('error', reject);
		worker.once('exit', () => {
			clearTimeout(timer);
			reject(new Error('the PDF was not made'));
		});
	});
}

/** Leichte Sprache and Arabic with Western digits are no languages that PDF knows. */
const languageOf = (locale: string): string => locale.split('-')[0]!;

/** Typst calls a language `lang`, wherever a text has one; absent: that of the document. */
function plain(part: unknown): unknown {
	if (Array.isArray(part)) return part.map(plain);
	if (typeof part !== 'object' || part === null) return part;
	const { locale, ...rest } = part as { locale?: string };
	const named = Object.entries(rest).map(([name, value]) => [name, plain(value)] as const);
	return { ...Object.fromEntries(named), ...(locale && { lang: languageOf(locale) }) };
}

/** Runs in the thread, as plain JavaScript: neither build nor type stripping reaches it. */
const thread = `
const { parentPort, workerData } = require('node:worker_threads');
const { compiler, fonts, template, doc } = workerData;
import(compiler).then(({ NodeCompiler }) => {
	const typst = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontPaths: fonts }] });
	const compiled = typst.compile({ mainFileContent: template, inputs: { doc } });
	if (!compiled.result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
	let bytes;
	try {
		bytes = typst.pdf(compiled.result, { pdfStandard: 'ua-1' });
	} catch {
		bytes = typst.pdf(compiled.result, { pdfTags: true });
	}
	parentPort.postMessage({ bytes: new Uint8Array(bytes) });
}).catch((error) => parentPort.postMessage({ error: String(error) }));
`;
