import sharp from 'sharp';
import { fontFiles } from '../fonts.server.ts';

/** Twice as fine as on a page: sharp on screens of today and in print. */
const scale = 2;

/** Units of an SVG are 72 to the inch for librsvg. */
const unitsPerInch = 72;

let fontsKnown: Promise<void> | undefined;

/** A drawing of ours as PNG, in our own fonts whatever the machine has. @param svg never anybody else's */
export async function pngOfSvg(svg: string): Promise<Buffer> {
	await (fontsKnown ??= makeFontsKnown());
	return sharp(Buffer.from(asciiOf(svg)), { density: unitsPerInch * scale })
		.png({ palette: true, quality: 95 })
		.toBuffer();
}

/**
 * The same document with references for all that is not ASCII: libvips takes the first 1000 bytes for text only where they
 * do not end within a letter, and Arabic letters have two.
 */
const asciiOf = (svg: string): string =>
	// eslint-disable-next-line no-control-regex
	svg.replace(/[^\0-\x7F]/gu, (letter) => `&#x${letter.codePointAt(0)!.toString(16)};`);

/** A font file given for a text is known to the whole process from then on, to the drawing of SVG too. */
async function makeFontsKnown(): Promise<void> {
	for (const fontfile of fontFiles)
		await sharp({ text: { text: 'a', font: 'Noto Sans', fontfile } })
			.raw()
			.toBuffer();
}
