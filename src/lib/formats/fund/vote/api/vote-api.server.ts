import { participantCookieOf } from '../../../../core/activities/participant.server.ts';
import {
	keepParticipant,
	participantToken
} from '../../../../core/activities/participant-request.ts';
import type { Clock } from '../../../../platform/clock.ts';
import type { Db } from '../../../../platform/db/database.server.ts';
import { Refusal } from '../../../../platform/errors.ts';
import {
	answered,
	json,
	readJson,
	type ApiAnswer,
	type ApiRequest
} from '../../../../platform/http/api.server.ts';
import type { VoteDesk } from '../desk.server.ts';
import { voteResult } from '../result.server.ts';
import { resultOutput } from '../result-output.ts';
import { voteProblemText } from './problem-text.ts';
import { ballotInput } from './schemas.ts';

/** What the API of residents' votes works with. */
export type VoteMeans = Readonly<{
	db: Db;
	clock: Clock;
	votes: VoteDesk;
	config: Readonly<{ origin: string; smallCellK: number }>;
}>;

export const readVote = ({ votes }: VoteMeans, request: ApiRequest, slug: string) =>
	answered(request, voteProblemText, async () => {
		const { title, open, voting, question } = await votes.view(slug);
		const { closesAt, rule, sumCents } = voting;
		return json({ title, open, closesAt, rule, sumCents, question });
	});

export const joinVote = ({ votes, config }: VoteMeans, request: ApiRequest, slug: string) =>
	answered(request, voteProblemText, async () => {
		const cookie = await cookieOf(votes, slug);
		const token = await votes.join(slug, participantToken(request, cookie, config.origin));
		return json({ participant: token }, keepParticipant(cookie, token, config.origin));
	});

export const castVote = ({ votes, config }: VoteMeans, request: ApiRequest, slug: string) =>
	answered(request, voteProblemText, async (): Promise<ApiAnswer> => {
		// Who names themselves needs no look at what the cookie is called.
		const cookie = request.header('authorization') ? '' : await cookieOf(votes, slug);
		const token = participantToken(request, cookie, config.origin);
		const input = ballotInput.safeParse(await readJson(request));
		if (!input.success) throw new Refusal('invalid', 'input_invalid', { answer: 'input_invalid' });
		await votes.cast(slug, token, input.data.answer);
		return json({ counted: true });
	});

export const voteResults = (
	{ db, clock, votes, config }: VoteMeans,
	request: ApiRequest,
	slug: string
) =>
	answered(request, voteProblemText, async () => {
		const view = await votes.view(slug);
		const result = await voteResult(db, view, clock());
		return json(resultOutput(result, view.voting.sumCents, config.smallCellK));
	});

const cookieOf = async (votes: VoteDesk, slug: string): Promise<string> =>
	participantCookieOf((await votes.view(slug)).activityId);
