import { exampleFile } from '../../../../../../event-imports.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { params } = event;
	return exampleFile(event, { activityId: params.id, organisationId: null });
};
