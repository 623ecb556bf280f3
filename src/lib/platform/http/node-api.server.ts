import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Refusal } from '../errors.ts';
import { negotiateLocale } from '../i18n/negotiate.ts';
import { bodyLimit, type ApiAnswer, type ApiRequest } from './api.server.ts';
import { cookieValue } from './cookies.ts';

/** A request as node's server received it. */
export function apiRequestOfNode(req: IncomingMessage): ApiRequest {
	const { headers } = req;
	const header = (name: string) => headers[name] as string | undefined;
	return {
		header,
		cookie: (name) => cookieValue(headers.cookie, name),
		// Worked out only when something is refused: a ballot that counts has no text.
		get locale() {
			const query = req.url!.indexOf('?');
			const asked = query < 0 ? null : new URLSearchParams(req.url!.slice(query)).get('locale');
			return negotiateLocale(asked, headers['accept-language']);
		},
		text: () => readBody(req)
	};
}

function readBody(req: IncomingMessage): Promise<string> {
	const tooLarge = () => new Refusal('large', 'body_too_large');
	if (Number(req.headers['content-length'] ?? 0) > bodyLimit) return Promise.reject(tooLarge());
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		req.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size > bodyLimit) reject(tooLarge());
			else chunks.push(chunk);
		});
		req.on('end', () =>
			resolve(chunks.length === 1 ? chunks[0]!.toString() : Buffer.concat(chunks).toString())
		);
		req.on('error', reject);
		req.on('close', () => req.complete || reject(new Refusal('malformed', 'not_json')));
	});
}

/** Puts these headers on every answer; asked for the same answer again, the same headers. */
export function withHeaders(more: Readonly<Record<string, string>>) {
	// A vote that counts has always the same answer: merging its headers each time took 3 µs.
	const merged = new WeakMap<ApiAnswer, OutgoingHttpHeaders>();
	return (answer: ApiAnswer): OutgoingHttpHeaders => {
		let headers = merged.get(answer);
		if (!headers) {
			headers = { ...answer.headers, ...more };
			merged.set(answer, headers);
		}
		return headers;
	};
}

/** Sends the answer. A body that was refused unread ends the connection: the rest of it is not a request. */
export function sendToNode(
	req: IncomingMessage,
	res: ServerResponse,
	answer: ApiAnswer,
	headers: OutgoingHttpHeaders
): void {
	if (res.destroyed) return;
	if (req.complete) {
		res.writeHead(answer.status, headers).end(answer.body);
		return;
	}
	res.writeHead(answer.status, { ...headers, connection: 'close' }).end(answer.body);
	// Left unread, the rest of a large body would keep the socket from closing before the answer is taken.
	req.resume();
}
