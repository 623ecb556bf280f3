import { Refusal } from '../errors.ts';
import { negotiateLocale } from '../i18n/negotiate.ts';
import { bodyLimit, type ApiAnswer, type ApiRequest } from './api.server.ts';
import { cookieValue } from './cookies.ts';

/** A request as the framework hands it to a route. */
export function apiRequestOfWeb(request: Request): ApiRequest {
	const header = (name: string) => request.headers.get(name) ?? undefined;
	return {
		header,
		cookie: (name) => cookieValue(header('cookie'), name),
		locale: negotiateLocale(
			new URL(request.url).searchParams.get('locale'),
			header('accept-language')
		),
		text: () => readBody(request)
	};
}

async function readBody(request: Request): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request.body ?? []) {
		size += chunk.length;
		if (size > bodyLimit) throw new Refusal('large', 'body_too_large');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString();
}

export const webResponse = ({ status, headers, body }: ApiAnswer) =>
	new Response(body, { status, headers });
