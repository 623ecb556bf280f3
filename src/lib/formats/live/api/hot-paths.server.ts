import type { IncomingMessage, ServerResponse } from 'node:http';
import {
	apiRequestOfNode,
	sendToNode,
	withHeaders
} from '../../../platform/http/node-api.server.ts';
import type { LiveApi } from './live-api.server.ts';
import type { LiveStream } from './live-stream.server.ts';

/**
 * Answers the three paths that a full square uses all at once, before the framework sees them; false: it is not one of
 * them. The routes of the same names call the same functions.
 */
export type HotPaths = (req: IncomingMessage, res: ServerResponse) => boolean;

const hotPath = /^\/api\/v1\/live\/([^/?]+)\/(ballots|join|stream)(?:\?|$)/;

export function hotPaths(
	api: LiveApi,
	stream: LiveStream,
	headers: Readonly<Record<string, string>>
): HotPaths {
	const headersOf = withHeaders(headers);

	return (req, res) => {
		const [, code, name] = hotPath.exec(req.url!) ?? [];
		if (name === 'ballots' && req.method === 'POST') answer(req, res, api.castBallot, code!);
		else if (name === 'join' && req.method === 'POST') answer(req, res, api.join, code!);
		else if (name === 'stream' && req.method === 'GET') void stream.toNode(req, res, code!);
		else return false;
		return true;
	};

	function answer(
		req: IncomingMessage,
		res: ServerResponse,
		call: LiveApi['castBallot' | 'join'],
		code: string
	): void {
		void call(apiRequestOfNode(req), code).then((answer) =>
			sendToNode(req, res, answer, headersOf(answer))
		);
	}
}
