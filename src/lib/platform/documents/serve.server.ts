import type { StoredDocument } from './store.server.ts';

/**
 * A document as an answer to who may have it. Pictures, which we made ourselves, are shown; a PDF is handed out as a file
 * and never opened under our address, where it could be mistaken for a page of ours. Neither may load or run anything,
 * and no cache keeps it.
 */
export function documentResponse({ bytes, mediaType, name }: StoredDocument): Response {
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-length': String(bytes.length),
			'content-disposition': `${mediaType === 'application/pdf' ? 'attachment' : 'inline'}; ${fileName(name)}`,
			'content-security-policy': "sandbox; default-src 'none'",
			'x-content-type-options': 'nosniff',
			'cross-origin-resource-policy': 'same-origin',
			'cache-control': 'private, no-store'
		}
	});
}

/** For old programs in ASCII, for the others in every script (RFC 6266, RFC 8187). */
function fileName(name: string): string {
	const ascii = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^ -~]|["\\%]/gu, '_');
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(character) => `%${character.codePointAt(0)!.toString(16).toUpperCase()}`
	);
	return `filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
