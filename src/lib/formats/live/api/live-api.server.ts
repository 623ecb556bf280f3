import {
	answered,
	json,
	readJson,
	type ApiAnswer,
	type ApiRequest
} from '../../../platform/http/api.server.ts';
import { isSameOrigin } from '../../../platform/http/same-origin.ts';
import { Refusal } from '../../../platform/errors.ts';
import { participantCookie, type LiveService } from '../service.ts';
import { liveProblemText } from './problem-text.ts';
import { ballotInput, joinInput } from './schemas.ts';

/** The live session for programs: the same functions behind the server's hot paths and the routes. */
export type LiveApi = Readonly<{
	join(request: ApiRequest, code: string): Promise<ApiAnswer>;
	session(request: ApiRequest, code: string): Promise<ApiAnswer>;
	castBallot(request: ApiRequest, code: string): Promise<ApiAnswer>;
	results(request: ApiRequest, code: string): Promise<ApiAnswer>;
}>;

const thirtyDays = 30 * 24 * 60 * 60;

export function liveApi(live: LiveService, origin: string): LiveApi {
	const counted = json({ counted: true });
	const secure = origin.startsWith('https:') ? '; Secure' : '';

	return {
		join: (request, code) =>
			answered(request, liveProblemText, async () => {
				const token = participantToken(request, code, origin);
				const input = joinInput.safeParse(await readOptionalJson(request));
				if (!input.success) throw new Refusal('invalid', 'input_invalid', fieldsOf(input.error));
				const organisation = input.data.organisation ?? undefined;
				const joined = await live.join({ code, token, ...(organisation && { organisation }) });
				return json(
					{ participant: joined.token, session: joined.snapshot },
					{
						'set-cookie': `${participantCookie(code)}=${joined.token}; Path=/; Max-Age=${thirtyDays}; HttpOnly; SameSite=Lax${secure}`
					}
				);
			}),

		session: (request, code) =>
			answered(request, liveProblemText, async () => json(await live.snapshot(code))),

		castBallot: (request, code) =>
			answered(request, liveProblemText, async () => {
				const token = participantToken(request, code, origin);
				const input = ballotInput.safeParse(await readJson(request));
				if (!input.success) throw new Refusal('invalid', 'input_invalid', fieldsOf(input.error));
				const { question, round, answer } = input.data;
				await live.cast({ code, token, question, round, answer });
				return counted;
			}),

		results: (request, code) =>
			answered(request, liveProblemText, async () => {
				const { result } = await live.snapshot(code);
				if (!result) throw new Refusal('missing', 'results_hidden');
				return json(result);
			})
	};
}

/**
 * From `Authorization: Bearer`, else from the cookie; a cookie is taken only from our own pages.
 * @throws Refusal origin_foreign
 */
function participantToken(request: ApiRequest, code: string, origin: string): string | null {
	const authorization = request.header('authorization');
	if (authorization?.startsWith('Bearer ')) return authorization.slice(7);
	if (!isSameOrigin(request.header, origin)) throw new Refusal('forbidden', 'origin_foreign');
	return request.cookie(participantCookie(code));
}

/** Joining needs no body; an empty one is as good as {}. */
async function readOptionalJson(request: ApiRequest): Promise<unknown> {
	if (request.header('content-type') === undefined && !(await request.text())) return {};
	return readJson(request);
}

function fieldsOf(error: { issues: readonly { path: PropertyKey[] }[] }): Record<string, string> {
	return Object.fromEntries(
		error.issues.map((issue) => [String(issue.path[0] ?? 'body'), 'input_invalid'])
	);
}
