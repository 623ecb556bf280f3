import { importActions, importSheet } from '../../../../../../event-imports.server.ts';
import type { PageServerLoad, RequestEvent } from './$types';

const whichOf = ({ params }: Pick<RequestEvent, 'params'>) => ({
	activityId: params.id,
	organisationId: null,
	importId: params.import
});

export const load: PageServerLoad = async (event) => ({
	sheet: await importSheet(event, whichOf(event))
});

export const actions = importActions((event: RequestEvent) => whichOf(event));
