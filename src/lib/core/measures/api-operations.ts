import type { ApiOperation } from '../../platform/http/openapi.ts';
import { indicatorDetailSchema, measureDetailSchema, measureListSchema } from './api-schema.ts';

const unknownMeasure = { 404: 'measure_unknown' };

/** The measures' part of the OpenAPI document. */
export const measureOperations: readonly ApiOperation[] = [
	{
		method: 'get',
		path: '/api/v1/measures',
		summary: 'All measures',
		parameters: {},
		answer: { description: 'in the order of the catalogue', schema: measureListSchema },
		problems: {}
	},
	{
		method: 'get',
		path: '/api/v1/measures/{code}',
		summary: 'One measure with its indicators, targets and newest released values',
		parameters: { code: 'code of the measure, e.g. 540-3' },
		answer: { description: 'the measure', schema: measureDetailSchema },
		problems: unknownMeasure
	},
	{
		method: 'get',
		path: '/api/v1/measures/{code}/indicators/{key}',
		summary: 'One indicator with its released observations and what they count',
		parameters: { code: 'code of the measure', key: 'key of the indicator, e.g. 540-3.1a' },
		answer: { description: 'the indicator', schema: indicatorDetailSchema },
		problems: unknownMeasure
	}
];
