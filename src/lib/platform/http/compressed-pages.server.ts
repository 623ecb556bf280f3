import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';
import { cookieValue } from './cookies.ts';

/** Pages and JSON. Files of the build are compressed already, pictures too, and an event stream must not wait. */
const compressible = /^(text\/html|application\/(problem\+|geo\+)?json)\b/;

/** Below this compression saves no packet. */
const smallest = 1024;

/**
 * Compresses what the framework renders: a phone's first view is mostly text.
 *
 * Never for somebody who is signed in: where a page has both a secret and text that another site can choose, its
 * compressed size tells the secret (BREACH). Pages of residents have no secret in them, only cookies do.
 * @param sessionCookie name of the cookie that tells who is signed in
 */
export function compressedPages(
	sessionCookie: string
): (req: IncomingMessage, res: ServerResponse, next: () => void) => void {
	const compress = compression({
		threshold: smallest,
		// 4 of 11: a page in under a millisecond. Higher costs ten times the time for the last 5 %.
		brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
		filter: (req, res) =>
			compressible.test(String(res.getHeader('content-type') ?? '')) &&
			cookieValue(req.headers.cookie, sessionCookie) === null
	});
	return (req, res, next) =>
		compress(req as Parameters<typeof compress>[0], res as Parameters<typeof compress>[1], next);
}
