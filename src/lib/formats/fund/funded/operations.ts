import type { ApiOperation } from '../../../platform/http/openapi.ts';
import { applicantKinds } from '../states.ts';
import { fundedCollectionSchema, fundedListSchema } from './api-schema.ts';
import { stages } from './stages.ts';

const query = {
	year: 'year of the pot',
	place: 'id of a place: projects there and at every place below it',
	kind: `${applicantKinds.join(', ')}: who applied; may be repeated`,
	state: `${stages.join(', ')}; may be repeated`
};
const parameters = { slug: 'the last part of the address of the round' };
const list = { description: 'the projects, newest decision first', schema: fundedListSchema };
const collection = {
	description: 'a feature collection (RFC 7946)',
	schema: fundedCollectionSchema,
	mediaType: 'application/geo+json'
};
const bbox = 'west,south,east,north in degrees (WGS 84); absent: everywhere, also without a point';
const boxProblems = 'bbox_malformed, bbox_range, bbox_antimeridian, bbox_upside_down';

/** The funds' part of the OpenAPI document. */
export const fundOperations: readonly ApiOperation[] = [
	{
		method: 'get',
		path: '/api/v1/fund/projects',
		summary: 'The projects that the neighbourhood funds of all rounds pay for.',
		parameters: {},
		query,
		answer: list,
		problems: {}
	},
	{
		method: 'get',
		path: '/api/v1/fund/projects.geojson',
		summary: 'The same for a map.',
		parameters: {},
		query: { ...query, bbox },
		answer: collection,
		problems: { 400: boxProblems }
	},
	{
		method: 'get',
		path: '/api/v1/fund/{slug}/projects',
		summary: 'The projects that one round of a neighbourhood fund pays for.',
		parameters,
		query,
		answer: list,
		problems: { 404: 'round_unknown' }
	},
	{
		method: 'get',
		path: '/api/v1/fund/{slug}/projects.geojson',
		summary: 'The same for a map.',
		parameters,
		query: { ...query, bbox },
		answer: collection,
		problems: { 400: boxProblems, 404: 'round_unknown' }
	}
];
