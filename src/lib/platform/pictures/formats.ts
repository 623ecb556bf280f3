export const pictureSizes = ['thumb', 'small', 'large'] as const;
export type PictureSize = (typeof pictureSizes)[number];

/** Longest edge in pixels: beside each idea of a list, across a phone, and for looking closely. */
export const longestEdge: Readonly<Record<PictureSize, number>> = {
	thumb: 160,
	small: 480,
	large: 1600
};

/** WebP for nearly everybody, JPEG for browsers from before 2020. */
export const pictureFormats = ['webp', 'jpeg'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** What is taken from somebody's phone. */
export const pictureLimits = { bytes: 12 * 1024 * 1024, pixels: 50_000_000 } as const;

/** A picture as pages show it. */
export type ShownPicture = Readonly<{
	id: string;
	/** Of the large size, in pixels. */
	width: number;
	height: number;
	/** For people who do not see it; empty where its author said nothing. */
	description: string;
	/** Lets somebody see it who may, before everybody may; absent for public ones. */
	pass?: string;
}>;

/** Where a picture is served. */
export const pictureAddress = (
	{ id, pass }: Pick<ShownPicture, 'id' | 'pass'>,
	size: PictureSize,
	format: PictureFormat
): string => `/pictures/${id}/${size}.${format}${pass ? `?pass=${pass}` : ''}`;

/** What an `<img>` in a `<picture>` needs: the browser takes the size that fits. */
export type PictureSources = Readonly<{
	webp: string;
	jpeg: string;
	src: string;
	width: number;
	height: number;
}>;

export function pictureSources(picture: Omit<ShownPicture, 'description'>): PictureSources {
	const { width, height } = picture;
	const smallWidth = Math.round(width * Math.min(1, longestEdge.small / Math.max(width, height)));
	const set = (format: PictureFormat) =>
		`${pictureAddress(picture, 'small', format)} ${smallWidth}w, ${pictureAddress(picture, 'large', format)} ${width}w`;
	return {
		webp: set('webp'),
		jpeg: set('jpeg'),
		src: pictureAddress(picture, 'small', 'jpeg'),
		width,
		height
	};
}

/** The same for a list of many: the smallest size only, however fine the screen, so that a list stays light. */
export function thumbSources(picture: Omit<ShownPicture, 'description'>): PictureSources {
	const { width, height } = picture;
	const address = (format: PictureFormat) => pictureAddress(picture, 'thumb', format);
	return { webp: address('webp'), jpeg: address('jpeg'), src: address('jpeg'), width, height };
}
