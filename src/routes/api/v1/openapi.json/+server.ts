import { json } from '@sveltejs/kit';
import { measureOperations } from '#lib/core/measures/api-operations.ts';
import { offerOperations } from '#lib/core/offers/geojson.ts';
import { eventOperations } from '#lib/formats/events/feeds/operations.ts';
import { fundOperations } from '#lib/formats/fund/funded/operations.ts';
import { ideaOperations } from '#lib/formats/ideas/api/operations.ts';
import { voteOperations } from '#lib/formats/fund/vote/api/operations.ts';
import { liveOperations } from '#lib/formats/live/api/operations.ts';
import { openApiDocument } from '#lib/platform/http/openapi.ts';
import { shownOrigin } from '../../../shown-origin.ts';
import type { RequestHandler } from './$types';

/** Everything that programs may call; each part describes its own. */
const operations = [
	...liveOperations,
	...measureOperations,
	...ideaOperations,
	...fundOperations,
	...eventOperations,
	...offerOperations,
	...voteOperations
];

export const GET: RequestHandler = (event) => json(openApiDocument(operations, shownOrigin(event)));
