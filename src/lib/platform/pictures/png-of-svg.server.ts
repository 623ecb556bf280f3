import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { bounded } from '../bounded.ts';
import { fontFiles } from '../fonts.server.ts';

/** Twice as fine as on a page: sharp on screens of today and in print. Units of an SVG are 72 to the inch. */
const density = 2 * 72;

/** One after the other: each has a process of its own, and votes and pages must not wait. */
const inTurn = bounded({ running: 1, waiting: 20, reason: 'pictures_busy' });

/** Far longer than the largest takes, in milliseconds; far more than it has, in bytes. */
const limits = { timeout: 60_000, maxBuffer: 32 * 1024 * 1024 };

const sharp = pathToFileURL(createRequire(import.meta.url).resolve('sharp')).href;

/**
 * A drawing of ours as PNG, in our own fonts whatever the machine has. In a process of its own: in this one the reader of
 * SVG is switched off (see `decode.server.ts`), so that no file of anybody else ever gets to it.
 * @param svg never anybody else's
 * @throws Refusal pictures_busy (503)
 */
export const pngOfSvg = (svg: string): Promise<Buffer> => inTurn(() => inProcess(svg));

function inProcess(svg: string): Promise<Buffer> {
	const given = JSON.stringify({ sharp, fontFiles, density });
	return new Promise((resolve, reject) => {
		const drawing = execFile(
			process.execPath,
			['-e', drawer, given],
			{ ...limits, encoding: 'buffer', env: {} },
			(error, png) => (error ? reject(error) : resolve(png))
		);
		// A process that ends early says why by its exit.
		drawing.stdin!.on('error', () => {});
		drawing.stdin!.end(svg);
	});
}

/**
 * Runs there, as plain JavaScript: neither build nor type stripping reaches it. A font file that is given for a text is
 * known to the whole process from then on, to the drawing of SVG too.
 */
const drawer = `
const { sharp: library, fontFiles, density } = JSON.parse(process.argv[1]);
import(library).then(async ({ default: sharp }) => {
	for (const fontfile of fontFiles)
		await sharp({ text: { text: 'a', font: 'Noto Sans', fontfile } }).raw().toBuffer();
	const parts = [];
	for await (const part of process.stdin) parts.push(part);
	process.stdout.write(await sharp(Buffer.concat(parts), { density }).png().toBuffer());
});
`;
