import type { z } from 'zod';
import { keepParticipant, participantToken } from '../../../core/activities/participant-request.ts';
import {
	answered,
	demandJson,
	json,
	parseJson,
	problem,
	readJson,
	type ApiAnswer,
	type ApiRequest
} from '../../../platform/http/api.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { writtenLanguage } from '../../../questions/entry-language.ts';
import { participantCookie, type LiveService } from '../service.ts';
import { liveProblemText } from './problem-text.ts';
import { ballotInput, joinInput, reactionInput } from './schemas.ts';

/** The live session for programs: the same functions behind the server's hot paths and the routes. */
export type LiveApi = Readonly<{
	join(request: ApiRequest, code: string): Promise<ApiAnswer>;
	session(request: ApiRequest, code: string): Promise<ApiAnswer>;
	castBallot(request: ApiRequest, code: string): Promise<ApiAnswer>;
	results(request: ApiRequest, code: string): Promise<ApiAnswer>;
	react(request: ApiRequest, code: string): Promise<ApiAnswer>;
}>;

export function liveApi(live: LiveService, origin: string): LiveApi {
	const counted = json({ counted: true });

	return {
		join: (request, code) =>
			answered(request, liveProblemText, async () => {
				const token = participantToken(request, participantCookie(code), origin);
				const input = joinInput.safeParse(await readOptionalJson(request));
				if (!input.success) throw new Refusal('invalid', 'input_invalid', fieldsOf(input.error));
				const organisation = input.data.organisation ?? undefined;
				const joined = await live.join({ code, token, ...(organisation && { organisation }) });
				return json(
					{ participant: joined.token, session: joined.snapshot },
					keepParticipant(participantCookie(code), joined.token, origin)
				);
			}),

		session: (request, code) =>
			answered(request, liveProblemText, async () => json(await live.snapshot(code))),

		// Not by `answered`: every further promise is a microsecond of the busiest path.
		async castBallot(request, code) {
			try {
				const token = participantToken(request, participantCookie(code), origin);
				demandJson(request);
				const { question, round, answer, language } = ballotOf(parseJson(await request.text()));
				await live.cast({ code, token, question, round, answer, language });
				return counted;
			} catch (error) {
				return problem(error, request.locale, liveProblemText);
			}
		},

		results: (request, code) =>
			answered(request, liveProblemText, async () => {
				const { result } = await live.snapshot(code);
				if (!result) throw new Refusal('missing', 'results_hidden');
				return json(result);
			}),

		react: (request, code) =>
			answered(request, liveProblemText, async () => {
				const token = participantToken(request, participantCookie(code), origin);
				const input = reactionInput.safeParse(await readJson(request));
				if (!input.success) throw new Refusal('invalid', 'input_invalid', fieldsOf(input.error));
				await live.react({ code, token, sign: input.data.sign });
				return json({ tapped: true });
			})
	};
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * What is plainly a ballot is not handed to the schema, which takes 3 µs to say the same.
 * @throws Refusal input_invalid
 */
function ballotOf(input: unknown): z.infer<typeof ballotInput> {
	const { question, round, answer, language } = (input ?? {}) as Record<string, unknown>;
	if (typeof question === 'string' && uuid.test(question) && isRound(round) && isKnown(language))
		return { question, round, answer, language };
	const read = ballotInput.safeParse(input);
	if (!read.success) throw new Refusal('invalid', 'input_invalid', fieldsOf(read.error));
	return read.data;
}

const isRound = (value: unknown): value is number =>
	Number.isSafeInteger(value) && (value as number) >= 1;

/** None is as good as one of ours. */
const isKnown = (language: unknown): language is string | undefined =>
	language === undefined || writtenLanguage(language) !== undefined;

/** Joining needs no body; an empty one is as good as {}. */
async function readOptionalJson(request: ApiRequest): Promise<unknown> {
	if (request.header('content-type') === undefined && !(await request.text())) return {};
	return readJson(request);
}

function fieldsOf(error: { issues: readonly { path: PropertyKey[] }[] }): Record<string, string> {
	return Object.fromEntries(
		error.issues.map(({ path: [field = 'body'] }) => [
			String(field),
			field === 'language' ? 'language_unknown' : 'input_invalid'
		])
	);
}
