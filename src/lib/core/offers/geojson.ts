import { z } from 'zod';
import { languageOf, textFor } from '../../platform/i18n/translated.ts';
import type { ApiOperation } from '../../platform/http/openapi.ts';
import type { Box } from '../places/within.ts';
import { offerKinds } from './kinds.ts';
import type { Offer } from './reads.server.ts';

const properties = z.object({
	id: z.uuid(),
	title: z.string(),
	lang: z.string().meta({ description: 'language of the title' }),
	category: z.enum(offerKinds).meta({ description: 'what the offer is' }),
	organisation: z.string(),
	address: z.string().nullable(),
	free: z.boolean().meta({ description: 'costs nothing' }),
	lastCheckedOn: z.iso.date().meta({ description: 'day of the last check' }),
	href: z.string().meta({ description: 'path of its page' })
});

/** RFC 7946. */
export const offerCollectionSchema = z.object({
	type: z.literal('FeatureCollection'),
	total: z.int().meta({ description: 'number of features' }),
	features: z.array(
		z.object({
			type: z.literal('Feature'),
			geometry: z.object({
				type: z.literal('Point'),
				coordinates: z.tuple([z.number(), z.number()]).meta({ description: 'longitude, latitude' })
			}),
			properties
		})
	)
});
export type OfferCollection = z.infer<typeof offerCollectionSchema>;

/** Offers that have a point, in a box or everywhere; edges included. */
export function offerCollection(
	offers: readonly Offer[],
	box: Box | null,
	locale: string
): OfferCollection {
	const features = offers.flatMap((offer) => {
		const { lat, lng } = offer;
		if (lat === null || lng === null || (box && !holds(box, lat, lng))) return [];
		return [featureOf(offer, [lng, lat], locale)];
	});
	return { type: 'FeatureCollection', total: features.length, features };
}

const holds = ({ west, south, east, north }: Box, lat: number, lng: number): boolean =>
	lng >= west && lng <= east && lat >= south && lat <= north;

const featureOf = (offer: Offer, coordinates: [number, number], locale: string) => ({
	type: 'Feature' as const,
	geometry: { type: 'Point' as const, coordinates },
	properties: {
		id: offer.id,
		title: textFor(offer.name, locale),
		lang: languageOf(offer.name, locale),
		category: offer.kind,
		organisation: offer.organisation,
		address: offer.address,
		free: offer.free,
		lastCheckedOn: offer.lastCheckedOn,
		href: `/offers/${offer.id}`
	}
});

/** The directory's part of the OpenAPI document. */
export const offerOperations: readonly ApiOperation[] = [
	{
		method: 'get',
		path: '/api/v1/offers.geojson',
		summary:
			'The public offers that have a point on the map, each with its owner and the day of its last check. Titles are in the language of ?locale, German where there is none.',
		parameters: {},
		query: {
			bbox: 'west,south,east,north in degrees (WGS 84); absent: everywhere',
			q: 'words in what is told of an offer',
			kind: `${offerKinds.join(', ')}; may be repeated`,
			place: 'id of a place: offers there and at every place below it',
			free: 'yes: only what costs nothing'
		},
		answer: {
			description: 'a feature collection (RFC 7946)',
			schema: offerCollectionSchema,
			mediaType: 'application/geo+json'
		},
		problems: { 400: 'bbox_malformed, bbox_range, bbox_antimeridian, bbox_upside_down' }
	}
];
