import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Refusal } from '../errors.ts';
import { negotiateLocale } from '../i18n/negotiate.ts';
import type { Locale } from '../i18n/paraglide/runtime.js';
import { bodyLimit, type ApiAnswer, type ApiRequest } from './api.server.ts';
import { cookieValue } from './cookies.ts';

/** A request as node's server received it. */
export const apiRequestOfNode = (req: IncomingMessage): ApiRequest => new NodeRequest(req);

/** A class: thousands of requests a second share their functions. */
class NodeRequest implements ApiRequest {
	readonly req: IncomingMessage;
	constructor(req: IncomingMessage) {
		this.req = req;
	}

	header(name: string): string | undefined {
		return this.req.headers[name] as string | undefined;
	}

	cookie(name: string): string | null {
		return cookieValue(this.req.headers.cookie, name);
	}

	// Worked out only when something is refused: a ballot that counts has no text.
	get locale(): Locale {
		const url = this.req.url!;
		const query = url.indexOf('?');
		const asked = query < 0 ? null : new URLSearchParams(url.slice(query)).get('locale');
		return negotiateLocale(asked, this.req.headers['accept-language']);
	}

	text(): Promise<string> {
		return readBody(this.req);
	}
}

const tooLarge = () => new Refusal('large', 'body_too_large');

function readBody(req: IncomingMessage): Promise<string> {
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
		// Only where it breaks off: this too is called after every body.
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
