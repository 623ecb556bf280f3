import { z } from 'zod';
import type { ApiOperation } from '../../../platform/http/openapi.ts';
import { accessFeatures, audiences, eventKinds } from '../choices.ts';
import { spotCollectionSchema } from '../programme/spot-schema.ts';
import { eventCollectionSchema, eventListSchema } from './api-events.ts';

const query = {
	from: 'YYYY-MM-DD: events with a date on this day or later',
	to: 'YYYY-MM-DD: events with a date on this day or before',
	place: 'id of a place: events there and at every place below it',
	host: 'id of the organisation that invites',
	theme: 'key of a theme of the series',
	kind: eventKinds.join(', '),
	audience: `${audiences.join(', ')}: what is for them or for everybody`,
	age: 'in years',
	language: 'spoken there, BCP 47',
	access: `${accessFeatures.join(', ')}; may be repeated, all have to be there`,
	free: 'yes: only what costs nothing'
};
const parameters = { slug: 'the last part of the address of the series' };
const problems = { 404: 'series_unknown' };
const calendar = {
	schema: z.string(),
	mediaType: 'text/calendar'
};
const texts = 'Texts are in the language of ?locale, German where there is none.';

/** The events' part of the OpenAPI document. All answers have an ETag and may be read from every page. */
export const eventOperations: readonly ApiOperation[] = [
	{
		method: 'get',
		path: '/api/v1/events/{slug}.ics',
		summary: `The published events of a series as a calendar to subscribe to (RFC 5545). ${texts}`,
		parameters,
		query,
		answer: { description: 'the events, moved and cancelled dates too', ...calendar },
		problems
	},
	{
		method: 'get',
		path: '/api/v1/events/{slug}.json',
		summary: `The published events of a series with all their dates. ${texts}`,
		parameters,
		query,
		answer: { description: 'the events by number', schema: eventListSchema },
		problems
	},
	{
		method: 'get',
		path: '/api/v1/events/{slug}.geojson',
		summary: `The same for a map. ${texts}`,
		parameters,
		query,
		answer: {
			description: 'a feature collection (RFC 7946)',
			schema: eventCollectionSchema,
			mediaType: 'application/geo+json'
		},
		problems
	},
	{
		method: 'get',
		path: '/api/v1/events/{slug}/map.geojson',
		summary: `Where the events of a programme are that are not over: their points, else the middle of their places. ${texts}`,
		parameters,
		query: { bbox: 'west,south,east,north in degrees (WGS 84); absent: everywhere', ...query },
		answer: {
			description: 'a feature collection (RFC 7946)',
			schema: spotCollectionSchema,
			mediaType: 'application/geo+json'
		},
		problems: {
			...problems,
			400: 'bbox_malformed, bbox_range, bbox_antimeridian, bbox_upside_down'
		}
	},
	{
		method: 'get',
		path: '/api/v1/events/{slug}.atom',
		summary: `What is new and what has changed in a series, newest first (RFC 4287). ${texts}`,
		parameters,
		query,
		answer: { description: 'a feed', schema: z.string(), mediaType: 'application/atom+xml' },
		problems
	},
	{
		method: 'get',
		path: '/api/v1/events/{slug}/{number}.ics',
		summary: `One event with all its dates, for a calendar. ${texts}`,
		parameters: { ...parameters, number: 'the number of the event in its series' },
		answer: { description: 'the event', ...calendar },
		problems: { 404: 'series_unknown, event_unknown' }
	}
];
