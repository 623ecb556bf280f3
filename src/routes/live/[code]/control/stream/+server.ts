import { mayRun, whoRuns } from '../door.server.ts';
import type { RequestHandler } from './$types';

/** The session's state for those who run it, also of a draft, whose code is unknown to everybody else. */
export const GET: RequestHandler = async (event) => {
	const { activityId } = await whoRuns(event);
	return event.locals.house.controlStreams.open(activityId, () => mayRun(event));
};

/** Whether the stream would be given: an event source is not told the status. */
export const HEAD: RequestHandler = async (event) => {
	await whoRuns(event);
	return new Response(null);
};
