import sharp from 'sharp';
import { expect, test } from 'vitest';
import { convertPicture } from '#lib/platform/pictures/convert.server.ts';
import { pictureSources, thumbSources } from '#lib/platform/pictures/formats.ts';
import {
	gifBomb,
	heic,
	html,
	jpeg,
	jpegWithPosition,
	photo,
	pngThatClaims,
	svgWithScript,
	zip
} from '../../fixture/photos.ts';

test('of a photo with position, device and turn only the upright picture is left', async () => {
	const taken = await jpegWithPosition();
	expect(taken.includes('Palaverphone')).toBe(true);
	expect((await sharp(taken).metadata()).exif).toBeDefined();

	const { width, height, files } = await convertPicture(taken);
	expect([width, height]).toEqual([20, 60]);
	expect(files.map(({ size, format }) => `${size}.${format}`)).toEqual([
		'thumb.webp',
		'thumb.jpeg',
		'small.webp',
		'small.jpeg',
		'large.webp',
		'large.jpeg'
	]);
	for (const { bytes, format } of files) {
		const left = await sharp(bytes).metadata();
		expect(left).toMatchObject({ format, width: 20, height: 60 });
		expect([left.exif, left.icc, left.xmp, left.iptc, left.orientation]).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
			undefined
		]);
		expect(bytes.includes('GPS') || bytes.includes('Palaverphone')).toBe(false);
	}
});

test.each([
	['JPEG', () => jpeg(2000, 1000)],
	['PNG with transparency', () => photo(2000, 1000).ensureAlpha(0.5).png().toBuffer()],
	['WebP', () => photo(2000, 1000).webp().toBuffer()],
	['AVIF', () => photo(2000, 1000).avif({ effort: 0 }).toBuffer()],
	['grey JPEG', () => photo(2000, 1000).greyscale().jpeg().toBuffer()]
])('a %s is made smaller to 1600, 480 and 160 pixels', async (_, made) => {
	const { width, height, files } = await convertPicture(await made());
	expect([width, height]).toEqual([1600, 800]);
	for (const [size, edge] of [
		['thumb', 160],
		['small', 480]
	] as const)
		for (const { bytes } of files.filter((file) => file.size === size))
			expect(await sharp(bytes).metadata()).toMatchObject({ width: edge, height: edge / 2 });
});

test('a photo of 40 megapixels is taken', async () => {
	const { width } = await convertPicture(await jpeg(8000, 5000));
	expect(width).toBe(1600);
});

test.each([
	[
		'a small file that would unfold to gigabytes',
		'picture_too_many_pixels',
		pngThatClaims(60_000, 60_000)
	],
	['an empty PNG with a good header', 'picture_broken', pngThatClaims(100, 100)],
	['a GIF bomb', 'picture_kind', gifBomb()],
	['a HEIC', 'picture_heic', heic()],
	['an SVG with a script', 'picture_kind', svgWithScript()],
	['HTML named .png', 'picture_kind', html()],
	['a ZIP named .jpg', 'picture_kind', zip()],
	['nothing', 'picture_kind', Buffer.alloc(0)],
	['13 megabytes', 'picture_too_large', Buffer.alloc(13 * 1024 * 1024)]
])('%s is refused: %s', async (_, reason, bytes) => {
	await expect(convertPicture(bytes)).rejects.toMatchObject({
		kind: 'invalid',
		fields: { photos: reason }
	});
});

test('a JPEG that was cut off on its way is refused, not shown half grey', async () => {
	const whole = await sharp({
		create: {
			width: 400,
			height: 300,
			channels: 3,
			background: '#888',
			noise: { type: 'gaussian', mean: 128, sigma: 50 }
		}
	})
		.jpeg()
		.toBuffer();
	await expect(convertPicture(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
		reason: 'picture_broken'
	});
});

test('a browser is told how wide each file of a portrait really is', () => {
	const { webp, src } = pictureSources({ id: 'x', width: 1200, height: 1600, pass: 'p' });
	expect(webp).toBe('/pictures/x/small.webp?pass=p 360w, /pictures/x/large.webp?pass=p 1200w');
	expect(src).toBe('/pictures/x/small.jpeg?pass=p');
});

test('a list takes the smallest file, however fine the screen', () => {
	expect(thumbSources({ id: 'x', width: 1200, height: 1600 })).toEqual({
		webp: '/pictures/x/thumb.webp',
		jpeg: '/pictures/x/thumb.jpeg',
		src: '/pictures/x/thumb.jpeg',
		width: 1200,
		height: 1600
	});
});
