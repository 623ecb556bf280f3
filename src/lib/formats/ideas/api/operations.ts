import type { ApiOperation } from '../../../platform/http/openapi.ts';
import { featureCollectionSchema } from './schemas.ts';

/** The idea maps' part of the OpenAPI document. */
export const ideaOperations: readonly ApiOperation[] = [
	{
		method: 'get',
		path: '/api/v1/ideas/{slug}.geojson',
		summary:
			'The public pins of an idea map. With bbox: pins, or clusters with counts where many; without: every pin.',
		parameters: { slug: 'the last part of the address of the map' },
		query: {
			bbox: 'west,south,east,north in degrees (WGS 84); must not cross the antimeridian',
			zoom: 'zoom of a Web Mercator map, 0 to 22, that the clusters are made for; absent: the box is as wide as a phone',
			cells:
				'whole: the box is widened to the edges of the cells it touches, so that counts stay while a map moves',
			q: 'words in title or text',
			category: 'id of a category; may be repeated',
			status: 'new, inReview, planned, started, done or notPossible; may be repeated',
			place: 'id of a place: ideas there and at every place below it'
		},
		answer: {
			description: 'a feature collection (RFC 7946)',
			schema: featureCollectionSchema,
			mediaType: 'application/geo+json'
		},
		problems: {
			400: 'bbox_missing, bbox_malformed, bbox_range, bbox_antimeridian, bbox_upside_down, zoom_invalid, cells_invalid',
			404: 'map_unknown'
		}
	}
];
