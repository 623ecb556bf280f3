import { sql, type RawBuilder } from 'kysely';
import { ballotKey } from '../../questions/contract.ts';
import type { Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { isSmall } from '../../platform/suppression/small.ts';
import { hideBeside, showBeside } from './beside/moves.server.ts';
import type { Command } from './rules.ts';
import type { CommandInput } from './schema.ts';
import { demandNoTable } from './crosstab/kept-round.server.ts';
import { closePaced, openPaced, resetPaced } from './pace/paced-rounds.server.ts';
import { freezeResult } from './pace/freeze.server.ts';
import { addTime, plannedEnd, startTimer, stopTimer } from './timer/timer.server.ts';
import { forgetUnsaidKeys } from './moderation/hold-back.server.ts';
import type { Present } from './session.server.ts';

/** A command about to be carried out; the session's row is locked. */
export type Move = Readonly<{
	trx: Trx;
	before: Present;
	input: CommandInput;
	now: Date;
	smallCellK: number;
}>;

/** A time of closing that is over would end the session at once. */
const stillAhead = sql<Date | null>`case when closes_at > now() then closes_at end`;

/** Everybody is told what is right when the result is shown and nobody can vote any more: whichever comes last. */
const toldIfShown = sql<boolean>`told or revealed_at is not null`;
/** What is frozen is an older result. */
const shownAsItIs = sql<Date | null>`case when frozen is null then revealed_at end`;
const shownFrom = (now: Date) => ({
	revealedAt: now,
	wasRevealed: true as const,
	told: sql<boolean>`told or closed_at is not null`
});

/** What each command does to the rows, and what of it belongs into the audit trail. The workflow table has allowed it. */
export const moves: Readonly<Record<Command, (move: Move) => Promise<Record<string, unknown>>>> = {
	async start({ trx, before, now }) {
		await setSession(trx, before, { startedAt: now, closesAt: stillAhead });
		await setActivity(trx, before, {
			status: 'running',
			startsAt: sql`coalesce(starts_at, least(${now}, ends_at))`
		});
		return {};
	},
	async openQuestion(move) {
		return openRound(move, await askedQuestion(move));
	},
	async next(move) {
		return openRound(move, await followingQuestion(move));
	},
	async repeat(move) {
		return openRound(move, move.before.round!.questionId);
	},
	async close({ trx, before, now }) {
		return closeRound(trx, before, now);
	},
	async reopen(move) {
		await demandNoTable(move.trx, move.before.round!.id);
		if (move.before.standing === 'revealed') await askIfFew(move, move.before.round!.id, 'grows');
		return setRound(move.trx, move.before, {
			closedAt: null,
			closesAt: null,
			toldThenOpened: sql`told_then_opened or told`
		});
	},
	async reveal(move) {
		const grows = move.before.standing === 'open' ? 'grows' : 'stays';
		await askIfFew(move, move.before.round!.id, grows);
		return setRound(move.trx, move.before, shownFrom(move.now));
	},
	async conceal({ trx, before }) {
		return setRound(trx, before, { revealedAt: null, frozen: null });
	},
	async showResult(move) {
		const round = await latestRound(move.trx, await askedQuestion(move));
		if (!round) throw new Refusal('conflict', 'no_result_yet');
		await askIfFew(move, round.id, 'stays');
		await setSession(move.trx, move.before, { currentRoundId: round.id });
		return setRound(move.trx, { ...move.before, round }, shownFrom(move.now));
	},
	async toLobby({ trx, before }) {
		await setSession(trx, before, { currentRoundId: null });
		return {};
	},
	async reset(move) {
		const { trx, before, now } = move;
		if (before.standing === 'paced') return resetPaced(move, await askedQuestion(move));
		// Nobody sees its result after it was closed: what is right stays untold, and one that stood still was never seen.
		await closeRound(trx, before, now, { told: sql`told`, revealedAt: shownAsItIs });
		return openRound(move, before.round!.questionId);
	},
	async freeze({ trx, before }) {
		await freezeResult(trx, before.round!.id);
		return { question: before.round!.questionId, round: before.round!.number };
	},
	async unfreeze({ trx, before }) {
		return setRound(trx, before, { frozen: null });
	},
	startTimer,
	addTime,
	stopTimer,
	showBeside,
	hideBeside,
	openAll: openPaced,
	closeAll: closePaced,
	async end({ trx, before, now }) {
		await trx
			.updateTable('liveRounds')
			.set({ closedAt: now, frozen: null, told: toldIfShown })
			.where('activityId', '=', before.activityId)
			.where('closedAt', 'is', null)
			.execute();
		await forgetUnsaidKeys(trx, before.activityId);
		// What was covered stays covered until a moderator says otherwise, also where the end came by itself.
		await setSession(trx, before, { endedAt: now });
		await setActivity(trx, before, {
			status: 'finished',
			endsAt: sql`coalesce(ends_at, greatest(${now}, starts_at))`
		});
		return {};
	},
	async resume({ trx, before }) {
		await setSession(trx, before, {
			endedAt: null,
			currentRoundId: null,
			closesAt: stillAhead
		});
		await setActivity(trx, before, { status: 'running' });
		return {};
	}
};

/** @throws Refusal question_unknown */
async function askedQuestion({ trx, before, input }: Move): Promise<string> {
	const found = await trx
		.selectFrom('liveQuestions')
		.select('id')
		.where('activityId', '=', before.activityId)
		.where('id', '=', input.question ?? null)
		.executeTakeFirst();
	if (!found) throw new Refusal('invalid', 'question_unknown', { question: 'question_unknown' });
	return found.id;
}

/** The one after the question on the stage; from the lobby the first that was never asked. */
async function followingQuestion({ trx, before }: Move): Promise<string> {
	let query = trx
		.selectFrom('liveQuestions as q')
		.select('q.id')
		.where('q.activityId', '=', before.activityId)
		.orderBy('q.position')
		.limit(1);
	query = before.round
		? query.where('q.position', '>', before.round.position)
		: query.where(({ not, exists, selectFrom }) =>
				not(exists(selectFrom('liveRounds as r').whereRef('r.questionId', '=', 'q.id')))
			);
	const found = await query.executeTakeFirst();
	if (!found) throw new Refusal('conflict', 'no_further_question');
	return found.id;
}

async function openRound({ trx, before, now }: Move, questionId: string) {
	const last = await latestRound(trx, questionId);
	const round = await trx
		.insertInto('liveRounds')
		.values({
			activityId: before.activityId,
			questionId,
			number: (last?.number ?? 0) + 1,
			openedAt: now,
			closesAt: plannedEnd(questionId)
		})
		.returning(['id', 'number'])
		.executeTakeFirstOrThrow();
	await setSession(trx, before, { currentRoundId: round.id });
	return { question: questionId, round: round.number };
}

async function latestRound(trx: Trx, questionId: string) {
	const round = await trx
		.selectFrom('liveRounds as r')
		.innerJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.select(['r.id', 'r.questionId', 'r.number', 'q.position'])
		.where('r.questionId', '=', questionId)
		.orderBy('r.number', 'desc')
		.executeTakeFirst();
	return round ?? null;
}

/**
 * A result that grows while people look at it shows the first ones' votes one by one, also when nobody has voted yet.
 * @throws Refusal few_ballots unless the moderator has read the warning
 */
async function askIfFew(
	{ trx, input, smallCellK }: Move,
	roundId: string,
	result: 'stays' | 'grows'
): Promise<void> {
	if (input.confirmed) return;
	const tally = await trx
		.selectFrom('liveTallies')
		.select('ballots')
		.where('roundId', '=', roundId)
		.where('key', '=', ballotKey)
		.executeTakeFirst();
	const ballots = tally?.ballots ?? 0;
	const few = result === 'grows' ? ballots < smallCellK : isSmall(ballots, smallCellK);
	if (few) throw new Refusal('conflict', 'few_ballots');
}

export async function closeRound(
	trx: Trx,
	before: Present,
	now: Date,
	seen: Pick<RoundChange, 'told' | 'revealedAt'> = { told: toldIfShown }
) {
	const closed = await setRound(trx, before, { closedAt: now, frozen: null, ...seen });
	await forgetUnsaidKeys(trx, before.activityId);
	return closed;
}

type RoundChange = {
	closedAt?: Date | null;
	closesAt?: null;
	revealedAt?: Date | null | RawBuilder<Date | null>;
	wasRevealed?: true;
	told?: RawBuilder<boolean>;
	toldThenOpened?: RawBuilder<boolean>;
	frozen?: null;
};

async function setRound(trx: Trx, { round }: Present, change: RoundChange) {
	await trx.updateTable('liveRounds').set(change).where('id', '=', round!.id).execute();
	return { question: round!.questionId, round: round!.number };
}

async function setSession(
	trx: Trx,
	{ activityId }: Present,
	change: {
		startedAt?: Date;
		endedAt?: Date | null;
		currentRoundId?: string | null;
		closesAt?: RawBuilder<Date | null>;
	}
) {
	await trx.updateTable('liveSessions').set(change).where('activityId', '=', activityId).execute();
}

/** A window that nobody planned is filled in from what happened. */
async function setActivity(
	trx: Trx,
	{ activityId }: Present,
	change: { status: string; startsAt?: RawBuilder<Date>; endsAt?: RawBuilder<Date> }
) {
	await trx.updateTable('activities').set(change).where('id', '=', activityId).execute();
}
