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
	return sharp(Buffer.from(svg), { density: unitsPerInch * scale })
		.png({ palette: true, quality: 95 })
		.toBuffer();
}

/** A font file given for a text is known to the whole process from then on, to the drawing of SVG too. */
async function makeFontsKnown(): Promise<void> {
	for (const fontfile of fontFiles)
		await sharp({ text: { text: 'a', font: 'Noto Sans', fontfile } })
			.raw()
			.toBuffer();
}
