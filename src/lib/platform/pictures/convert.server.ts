import sharp, { type Sharp } from 'sharp';
import { Refusal } from '../errors.ts';
import {
	longestEdge,
	pictureLimits,
	pictureSizes,
	type PictureFormat,
	type PictureSize
} from './formats.ts';
import { fileKind } from './sniff.ts';

// One thread each and nothing kept: how many pictures are worked on at once is decided in store.server.ts.
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

export type ConvertedPicture = Readonly<{
	/** Of the large file, in pixels. */
	width: number;
	height: number;
	files: readonly Readonly<{ size: PictureSize; format: PictureFormat; bytes: Buffer }>[];
}>;

/**
 * A photo from somebody's phone as it may be shown: upright, in three sizes and two formats, sRGB. Nothing else of the
 * file survives: no position, time, device, thumbnail or profile.
 * @throws Refusal `invalid` picture_too_large, picture_heic, picture_kind, picture_too_many_pixels, picture_broken
 */
export async function convertPicture(bytes: Uint8Array): Promise<ConvertedPicture> {
	if (bytes.length > pictureLimits.bytes) throw refused('picture_too_large');
	const kind = fileKind(bytes);
	if (kind === 'heic') throw refused('picture_heic');
	if (kind === 'other') throw refused('picture_kind');
	await demandPixels(bytes);
	try {
		return await converted(bytes);
	} catch {
		// libvips says of each broken file something else; for its sender there is one thing to do.
		throw refused('picture_broken');
	}
}

/** Reads the header only: a small file may unfold to gigabytes. */
async function demandPixels(bytes: Uint8Array): Promise<void> {
	const { width, height } = await sharp(bytes, { limitInputPixels: false })
		.metadata()
		.catch(() => {
			throw refused('picture_broken');
		});
	if (width * height > pictureLimits.pixels) throw refused('picture_too_many_pixels');
}

async function converted(bytes: Uint8Array): Promise<ConvertedPicture> {
	const read = sharp(bytes, {
		limitInputPixels: pictureLimits.pixels,
		failOn: 'error',
		autoOrient: true
	});
	// Decoded once; all files are made of these pixels.
	const { data, info } = await within(read, 'large')
		.flatten({ background: '#ffffff' })
		.toColourspace('srgb')
		.raw()
		.toBuffer({ resolveWithObject: true });
	const { width, height, channels } = info;
	const pixels = () => sharp(data, { raw: { width, height, channels } });
	const files: ConvertedPicture['files'][number][] = [];
	for (const size of pictureSizes) {
		// Measured on 12 megapixels, 2 cores: WebP at effort 2 0.36 s and 41 kB, JPEG 0.5 s and 79 kB. AVIF was larger
		// than WebP in the same time and takes 2.7 s to become as small.
		const webp = await within(pixels(), size).webp(webpOf(size)).toBuffer();
		const jpeg = await within(pixels(), size).jpeg({ quality: 78 }).toBuffer();
		files.push({ size, format: 'webp', bytes: webp }, { size, format: 'jpeg', bytes: jpeg });
	}
	return { width, height, files };
}

/** Ten of the smallest lie in a list that must stay light; they are made in no time. */
const webpOf = (size: PictureSize) =>
	size === 'thumb' ? { quality: 50, effort: 4 } : { quality: 75, effort: 2 };

const within = (image: Sharp, size: PictureSize) =>
	image.resize(longestEdge[size], longestEdge[size], { fit: 'inside', withoutEnlargement: true });

const refused = (reason: string) => new Refusal('invalid', reason, { photos: reason });
