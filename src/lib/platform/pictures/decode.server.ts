import sharp, { type OutputInfo } from 'sharp';
import { pictureLimits } from './formats.ts';

// One thread each and nothing kept: how many pictures are worked on at once is decided by who calls.
sharp.concurrency(1);
sharp.cache(false);
// Readers of formats that nobody may send are switched off, should a file get past the look at its first bytes.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: [
		'VipsForeignLoadJpeg',
		'VipsForeignLoadPng',
		'VipsForeignLoadWebp',
		'VipsForeignLoadHeif'
	]
});

/** Why a picture cannot be read. */
export class UnreadablePicture extends Error {
	override name = 'UnreadablePicture';
	readonly problem: 'too_many_pixels' | 'broken';

	constructor(problem: UnreadablePicture['problem']) {
		super(problem);
		this.problem = problem;
	}
}

/** The bare pixels of a picture: upright, sRGB, on white. */
export type Pixels = Readonly<{ data: Buffer; info: OutputInfo }>;

/**
 * Nothing else of the file survives: no position, time, device, thumbnail or profile.
 * @param edge the longest it may have, in pixels; smaller pictures stay as they are
 * @throws UnreadablePicture
 */
export async function decodePicture(bytes: Uint8Array, edge: number): Promise<Pixels> {
	await demandPixels(bytes);
	try {
		return await sharp(bytes, {
			limitInputPixels: pictureLimits.pixels,
			failOn: 'error',
			autoOrient: true
		})
			.resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
			.flatten({ background: '#ffffff' })
			.toColourspace('srgb')
			.raw()
			.toBuffer({ resolveWithObject: true });
	} catch {
		// libvips says of each broken file something else; for its sender there is one thing to do.
		throw new UnreadablePicture('broken');
	}
}

/** Reads the header only: a small file may unfold to gigabytes. */
async function demandPixels(bytes: Uint8Array): Promise<void> {
	const { width, height } = await sharp(bytes, { limitInputPixels: false })
		.metadata()
		.catch(() => {
			throw new UnreadablePicture('broken');
		});
	if (width * height > pictureLimits.pixels) throw new UnreadablePicture('too_many_pixels');
}

/** Pixels as something that can be written in a format. */
export const ofPixels = ({ data, info: { width, height, channels } }: Pixels) =>
	sharp(data, { raw: { width, height, channels } });
