import type { IncomingMessage } from 'node:http';

/** Pages that a mail program may POST to by itself: the token in the path is all it takes. */
const stopPage = /^[^?]*\/(?:follow|later)\/[\w-]+\/stop$/;

/**
 * Lets mail programs end a subscription (RFC 8058). They are no browsers and send no Origin, and the framework refuses
 * every form without one. What such a request could borrow from somebody is a cookie; it must carry none.
 * @param ownOrigin as the framework sees it
 */
export function admitOneClick({ method, url, headers }: IncomingMessage, ownOrigin: string): void {
	const isForeign = headers.origin ?? headers.cookie ?? headers['sec-fetch-site'];
	if (method === 'POST' && isForeign === undefined && stopPage.test(url ?? ''))
		headers.origin = ownOrigin;
}
