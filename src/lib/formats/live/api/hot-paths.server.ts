import type { IncomingMessage, ServerResponse } from 'node:http';
import {
	apiRequestOfNode,
	sendToNode,
	withHeaders
} from '../../../platform/http/node-api.server.ts';
import type { LiveApi } from './live-api.server.ts';
import type { LiveStream } from './live-stream.server.ts';

/**
 * Answers what a full square uses all at once, before the framework sees it; false: it is nothing of that. The routes of
 * the same names call the same functions.
 */
export type HotPaths = (req: IncomingMessage, res: ServerResponse) => boolean;

const hotPath = /^\/api\/v1\/live\/([^/?]+)\/(ballots|join|stream)(?:\?|$)/;

/** Ballots and streams, which are never compressed. */
export function hotPaths(
	api: LiveApi,
	stream: LiveStream,
	headers: Readonly<Record<string, string>>
): HotPaths {
	const headersOf = withHeaders(headers);

	return (req, res) => {
		const [, code, name] = hotPath.exec(req.url!) ?? [];
		if (name === 'ballots' && req.method === 'POST')
			void api
				.castBallot(apiRequestOfNode(req), code!)
				.then((answer) => sendToNode(req, res, answer, headersOf(answer)));
		else if (name === 'stream' && req.method === 'GET') void stream.toNode(req, res, code!);
		else return false;
		return true;
	};
}

/** Joining: its answer has the whole result, which whoever comes late and has a weak reception wants compressed. */
export function joinPath(api: LiveApi, headers: Readonly<Record<string, string>>): HotPaths {
	const headersOf = withHeaders(headers);

	return (req, res) => {
		const [, code, name] = hotPath.exec(req.url!) ?? [];
		if (name !== 'join' || req.method !== 'POST') return false;
		void api
			.join(apiRequestOfNode(req), code!)
			.then((answer) => sendToNode(req, res, answer, headersOf(answer)));
		return true;
	};
}
