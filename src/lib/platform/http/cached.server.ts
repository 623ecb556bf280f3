import { answered, json, type ProblemText } from './api.server.ts';
import { etagOf, isKnown } from './etag.server.ts';
import { apiRequestOfWeb, webResponse } from './web-api.server.ts';

/**
 * Answers a public GET with JSON and an ETag (RFC 9110): a program that has this version already is told 304 and
 * nothing else. Refusals become problem documents.
 */
export async function answerCached(
	request: Request,
	text: ProblemText,
	read: () => Promise<unknown>,
	mediaType = 'application/json'
): Promise<Response> {
	const asked = apiRequestOfWeb(request);
	const answer = await answered(asked, text, async () =>
		json(await read(), {
			'content-type': mediaType,
			'cache-control': 'public, max-age=0, must-revalidate'
		})
	);
	if (answer.status !== 200) return webResponse(answer);
	const etag = etagOf(answer.body);
	const headers = { ...answer.headers, etag };
	if (isKnown(etag, asked.header('if-none-match')))
		return new Response(null, { status: 304, headers });
	return webResponse({ ...answer, headers });
}
