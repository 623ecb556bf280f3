import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem } from '../../../platform/http/api.server.ts';
import { apiRequestOfNode, sendToNode } from '../../../platform/http/node-api.server.ts';
import { apiRequestOfWeb, webResponse } from '../../../platform/http/web-api.server.ts';
import type { Hub } from '../../../platform/live/hub.server.ts';
import { streamToNode } from '../../../platform/live/streams.server.ts';
import { streamToWeb } from '../../../platform/live/web-stream.server.ts';
import type { SessionsCache } from '../sessions-cache.server.ts';
import { asksTopic } from '../topics.server.ts';
import { liveProblemText } from './problem-text.ts';

/** Everything a phone, the stage or a program needs to follow a session: `state` events, each a full snapshot. */
export type LiveStream = Readonly<{
	toNode(req: IncomingMessage, res: ServerResponse, code: string): Promise<void>;
	toWeb(request: Request, code: string): Promise<Response>;
	/** The same of the residents' questions, for those who look at them. */
	asksToWeb(request: Request, code: string): Promise<Response>;
}>;

/** Of the running live sessions. */
type StreamSource = Readonly<{
	hub: Hub;
	sessions: SessionsCache;
	/** @throws ComeAgain streams_full (503) */
	demandFreeStream(): void;
}>;

export function liveStream(
	{ hub, sessions, demandFreeStream }: StreamSource,
	headers: Readonly<Record<string, string>>
): LiveStream {
	return {
		async toNode(req, res, code) {
			try {
				const { activityId } = await sessions.get(code);
				demandFreeStream();
				streamToNode(hub, activityId, { req, res }, headers);
			} catch (error) {
				const { locale } = apiRequestOfNode(req);
				const answer = problem(error, locale, liveProblemText);
				sendToNode(req, res, answer, { ...answer.headers, ...headers });
			}
		},
		toWeb: (request, code) => toWeb(request, code, (activityId) => activityId),
		asksToWeb: (request, code) => toWeb(request, code, asksTopic)
	};

	async function toWeb(request: Request, code: string, topicOf: (activityId: string) => string) {
		try {
			const { activityId } = await sessions.get(code);
			demandFreeStream();
			return streamToWeb(hub, topicOf(activityId));
		} catch (error) {
			const { locale } = apiRequestOfWeb(request);
			return webResponse(problem(error, locale, liveProblemText));
		}
	}
}
