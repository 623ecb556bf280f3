import { refusalsFile } from '../../../../../../../event-imports.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { params } = event;
	return refusalsFile(event, {
		activityId: params.id,
		organisationId: null,
		importId: params.import
	});
};
