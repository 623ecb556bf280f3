import { createHash } from 'node:crypto';

/** Names exactly this text (RFC 9110, strong validator). */
export const etagOf = (body: string): string =>
	`"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

/** Whether whoever asks has this version already; weak comparison, as RFC 9110 wants for If-None-Match. */
export const isKnown = (etag: string, ifNoneMatch: string | null | undefined): boolean =>
	(ifNoneMatch ?? '')
		.split(/\s*,\s*/)
		.some((one) => one === '*' || one.replace(/^W\//, '') === etag);

/** A public text with its ETag, or 304 and nothing else for whoever has it. */
export function taggedResponse(
	request: Request,
	body: string,
	headers: Readonly<Record<string, string>>
): Response {
	const etag = etagOf(body);
	const all = { 'cache-control': 'public, max-age=0, must-revalidate', ...headers, etag };
	return isKnown(etag, request.headers.get('if-none-match'))
		? new Response(null, { status: 304, headers: all })
		: new Response(body, { headers: all });
}
