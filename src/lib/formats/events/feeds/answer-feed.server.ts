import { answered } from '../../../platform/http/api.server.ts';
import { etagOf, isKnown } from '../../../platform/http/etag.server.ts';
import { apiRequestOfWeb } from '../../../platform/http/web-api.server.ts';
import { feedProblemText } from './feed-problem-text.ts';
import { writtenOnce } from './written-feeds.ts';

/** @property made all that the feed says; @property write how it says it, which takes longer than to read it */
export type Feed = Readonly<{ made: unknown; mediaType: string; write: () => string }>;

/** Goes up when the same events are written in another way. */
const layout = 1;

/**
 * Answers a public GET with a feed and an ETag of what it says (weak: the bytes are not what is compared), so that a
 * calendar that has it already is told so before anything is written. Everybody may read it from any page.
 * @throws never: problems are answers
 */
export async function answerFeed(request: Request, read: () => Promise<Feed>): Promise<Response> {
	const asked = apiRequestOfWeb(request);
	const answer = await answered(asked, feedProblemText, async () => {
		const { made, mediaType, write } = await read();
		const etag = etagOf(JSON.stringify([layout, mediaType, made]));
		const headers = {
			'content-type': mediaType,
			'cache-control': 'public, max-age=0, must-revalidate',
			etag: `W/${etag}`
		};
		return isKnown(etag, asked.header('if-none-match'))
			? { status: 304, headers, body: '' }
			: { status: 200, headers, body: writtenOnce(etag, write) };
	});
	return new Response(answer.status === 304 ? null : answer.body, {
		status: answer.status,
		headers: { ...answer.headers, 'access-control-allow-origin': '*' }
	});
}
