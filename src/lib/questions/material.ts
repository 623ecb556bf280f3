import { z } from 'zod';
import { translatedSchema, type Translated } from '../platform/i18n/translated.ts';

/** A picture as a question shows it. Its words are kept with it, so that a phone needs nothing else. */
export type QuestionPicture = Readonly<{
	id: string;
	/** Of the large size, in pixels. */
	width: number;
	height: number;
	/** What it shows, for people who do not see it. */
	alt: Translated;
}>;

type LngLat = readonly [lng: number, lat: number];

/** A part of the city that can be asked about. */
export type QuestionArea = Readonly<{
	/** Id and name of its place. */
	id: string;
	name: string;
	/** West, south, east, north in degrees. */
	box: readonly [number, number, number, number];
	/** Rings of its outline; none where nobody has drawn one. */
	outline: readonly (readonly LngLat[])[];
	/** Places in it, to choose and to find one's way by. */
	places: readonly Readonly<{ id: string; name: string; lat: number; lng: number }>[];
}>;

/** What an activity has to make questions of. A config keeps copies of what it uses. */
export type Material = Readonly<{
	pictures: readonly QuestionPicture[];
	areas: readonly QuestionArea[];
}>;

export const noMaterial: Material = { pictures: [], areas: [] };

/** The longest text that says what a picture shows. */
export const longestAlt = 300;

export const pictureSchema = z.object(
	{
		id: z.uuid('picture_missing'),
		width: z.int().min(1).max(10_000),
		height: z.int().min(1).max(10_000),
		alt: translatedSchema(longestAlt).refine((alt) => Object.keys(alt).length > 0, 'alt_missing')
	},
	'picture_missing'
);

const degrees = (limit: number) => z.number().min(-limit).max(limit);
const lngLat = z.tuple([degrees(180), degrees(90)]);

/** More corners or names would make every phone of a session fetch them with each change. */
export const mostCorners = 120;
export const mostPlaces = 40;

export const areaSchema = z
	.object(
		{
			id: z.string().min(1, 'area_missing').max(100),
			name: z.string().min(1).max(200),
			box: z.tuple([degrees(180), degrees(90), degrees(180), degrees(90)]),
			outline: z.array(z.array(lngLat).min(4).max(mostCorners)).max(10),
			places: z
				.array(
					z.object({
						id: z.string().max(100),
						name: z.string().min(1).max(200),
						lat: degrees(90),
						lng: degrees(180)
					})
				)
				.max(mostPlaces)
		},
		'area_missing'
	)
	.refine(({ box: [west, south, east, north] }) => west < east && south < north, 'area_missing');

/** The picture that was chosen in a select; undefined: none, or one that is not there (any more). */
export const chosenPicture = (
	form: FormData,
	name: string,
	{ pictures }: Material
): QuestionPicture | undefined => pictures.find(({ id }) => id === form.get(name));

/** A config in which each copy of this picture says what it shows in these words. */
export function withDescription(config: unknown, pictureId: string, alt: Translated): unknown {
	if (Array.isArray(config)) return config.map((part) => withDescription(part, pictureId, alt));
	if (typeof config !== 'object' || config === null) return config;
	const parts = Object.fromEntries(
		Object.entries(config).map(([name, part]) => [name, withDescription(part, pictureId, alt)])
	);
	const isPicture = parts['id'] === pictureId && 'alt' in parts && 'width' in parts;
	return isPicture ? { ...parts, alt } : parts;
}
