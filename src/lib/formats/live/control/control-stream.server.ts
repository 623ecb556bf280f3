import type { Hub } from '../../../platform/live/hub.server.ts';
import { streamToWeb } from '../../../platform/live/web-stream.server.ts';
import { controlTopic } from '../topics.server.ts';

/** Events for somebody who may run the session; they are few, so they go through the framework, which knows who asks. */
export type ControlStream = (activityId: string) => Response;

export const controlStream =
	(hub: Hub): ControlStream =>
	(activityId) =>
		streamToWeb(hub, controlTopic(activityId));
