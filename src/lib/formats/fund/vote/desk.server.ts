import { sql } from 'kysely';
import type { Admission } from '../../../core/activities/admission.server.ts';
import {
	issueToken,
	participantOf,
	tokenKey
} from '../../../core/activities/participant-token.server.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Question } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { BallotRefusal } from './ballot-refusal.ts';
import { frozenOptions } from './voting.server.ts';
import { numberOf, optionId, questionOf, takesBallots, type Voting } from './voting.ts';

/** The residents' vote of one round as it stands. */
export type VoteView = Readonly<{
	activityId: string;
	slug: string;
	title: Translated;
	/** Main language of the round. */
	locale: string;
	voting: Voting;
	question: Pick<Question, 'type' | 'config'>;
	/** Ballots are taken now. */
	open: boolean;
}>;

/** What the process offers residents for voting: pages and API call exactly this. */
export type VoteDesk = Readonly<{
	/** @throws Refusal vote_unknown (404): there is no such round, or no vote in it that was opened */
	view(slug: string): Promise<VoteView>;
	/** Makes a participant, or keeps the one the token names. @throws Refusal as `view`; vote_closed (409), joins_busy (429) */
	join(slug: string, token: string | null): Promise<string>;
	/**
	 * Counts one ballot; resolves after the commit. Another one of the same participant replaces it.
	 * @throws Refusal as `view`; participant_unknown (401), vote_closed (409), answer_invalid (422)
	 */
	cast(slug: string, token: string | null, answer: unknown): Promise<void>;
	/** What this person chose; null: nothing yet. */
	ownAnswer(view: VoteView, token: string | null): Promise<string[] | null>;
}>;

/** Questions of so many votes stay in memory; more are read again. */
const mostQuestions = 50;

export function openVoteDesk({
	db,
	clock,
	admission
}: Readonly<{ db: Db; clock: Clock; admission: Admission }>): VoteDesk {
	/** By activity and revision: options and settings of an open vote never change. */
	const questions = new Map<string, VoteView['question']>();

	async function questionFor(activityId: string, voting: Voting, locale: string) {
		const key = `${activityId} ${voting.revision}`;
		const known = questions.get(key);
		if (known) return known;
		const question = questionOf(voting, await frozenOptions(db, activityId), locale);
		questions.set(key, question);
		if (questions.size > mostQuestions) questions.delete(questions.keys().next().value!);
		return question;
	}

	async function read(slug: string) {
		const row = await openedVotes(db).where('r.slug', '=', slug).executeTakeFirst();
		if (!row) throw new Refusal('missing', 'vote_unknown');
		const { activityId, participantKey, locales, title, ...voting } = row;
		const held = voting as Voting;
		const locale = locales[0]!;
		const view: VoteView = {
			activityId,
			slug,
			title: title as Translated,
			locale,
			voting: held,
			question: await questionFor(activityId, held, locale),
			open: participantKey !== null && takesBallots(held, clock())
		};
		return { view, key: participantKey && tokenKey(participantKey) };
	}

	return {
		view: async (slug) => (await read(slug)).view,

		async join(slug, token) {
			const { view, key } = await read(slug);
			if (!view.open || !key) throw new Refusal('conflict', 'vote_closed');
			if (token && participantOf(key, token)) return token;
			admission.admit(view.activityId);
			return issueToken(key);
		},

		async cast(slug, token, answer) {
			const { view, key } = await read(slug);
			if (!view.open || !key) throw new Refusal('conflict', 'vote_closed');
			const participant = participantOf(key, token);
			if (!participant) throw new Refusal('unauthenticated', 'participant_unknown');
			const { type, config } = view.question;
			const parsed = questionType(type).answerSchema(config).safeParse(answer);
			if (!parsed.success) throw new BallotRefusal(view.question, parsed.error.issues[0]!.message);
			const chosen = (parsed.data as string[]).map(numberOf);
			const counted = await writeBallot(db, view.activityId, participant, chosen, clock());
			if (!counted) throw new Refusal('conflict', 'vote_closed');
		},

		async ownAnswer({ activityId, slug }, token) {
			const { key } = await read(slug);
			const participant = key && participantOf(key, token);
			if (!participant) return null;
			const row = await db
				.selectFrom('fundBallots')
				.select('answer')
				.where('activityId', '=', activityId)
				.where('participant', '=', participant)
				.executeTakeFirst();
			return row?.answer.map(optionId) ?? null;
		}
	};
}

/** Votes that were opened, of rounds that residents can see. */
const openedVotes = (db: Db) =>
	db
		.selectFrom('fundVotings as v')
		.innerJoin('fundRounds as r', 'r.activityId', 'v.activityId')
		.innerJoin('activities as y', 'y.id', 'v.activityId')
		.select(['v.activityId', 'v.state', 'v.question', 'v.most', 'v.sumCents', 'v.rule'])
		.select(['v.closesAt', 'v.revision', 'y.title', 'y.locales', 'y.participantKey'])
		.where('v.state', '<>', 'draft')
		.where('y.status', '<>', 'draft');

/**
 * One statement asks whether the vote is open and writes the ballot. The shared lock makes whoever closes the vote wait
 * for ballots on their way, and ballots that come after it find it closed: what is acknowledged is in the result.
 * @returns whether it was counted
 */
async function writeBallot(
	db: Db,
	activityId: string,
	participant: Buffer,
	chosen: readonly number[],
	now: Date
): Promise<boolean> {
	const { rows } = await sql`
		with held as (
			select v.activity_id from fund_votings v
			where v.activity_id = ${activityId}::uuid and v.state = 'open'
				and (v.closes_at is null or v.closes_at > ${now}::timestamptz)
			for share
		)
		insert into fund_ballots (activity_id, participant, answer)
		select activity_id, ${participant}::bytea, ${chosen}::integer[] from held
		on conflict (activity_id, participant) do update set answer = excluded.answer
		returning 1`.execute(db);
	return rows.length === 1;
}
