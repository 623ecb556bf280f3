import { sql } from 'kysely';
import { system, type Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { mostOptions } from '../../../questions/options.ts';
import { permissions } from '../permissions.ts';
import { closedTo } from '../unbiased.server.ts';
import { recordOfRound, roundOf, type Round } from '../round/round.server.ts';
import { frozenOptions, lockVoting, readyOptions, votingOf } from './voting.server.ts';
import {
	takesBallots,
	votingInput,
	type Voting,
	type VotingInput,
	type VotingOption
} from './voting.ts';

/** The residents' vote as the office sees it. */
export type HeldVoting = Readonly<{
	round: Round;
	/** Null: not set up yet. */
	voting: Voting | null;
	/** Frozen once it is open; before that the applications that are ready now. */
	options: readonly VotingOption[];
	/** Why it cannot be opened; null: it can, or there is none. */
	hindrance: string | null;
	ballots: number;
}>;

/**
 * Options that a conflict of interest closes to the reader are left out of the list; all count.
 * @throws Refusal round_unknown, not_allowed
 */
export async function readVoting(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<HeldVoting> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'holdVoting', round);
	const voting = await votingOf(db, activityId);
	const isDraft = !voting || voting.state === 'draft';
	const options = await (isDraft ? readyOptions : frozenOptions)(db, activityId);
	const { ballots } = await db
		.selectFrom('fundBallots')
		.select((eb) => eb.fn.countAll<number>().as('ballots'))
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	const closed = await closedTo(db, actor, activityId);
	return {
		round,
		voting,
		options: options.filter(({ number }) => !closed.has(number)),
		hindrance: voting && hindrance(voting, options, now),
		ballots: Number(ballots)
	};
}

/**
 * Sets the question, the sum and the rule; all of it can be changed until the vote is opened.
 * @param revision that was seen; null: none was set up yet
 * @throws Refusal not_allowed, input_invalid (422), changed_meanwhile, archived (409)
 */
export async function setUpVoting(
	db: Db,
	actor: Actor,
	activityId: string,
	given: VotingInput & { revision: number | null }
): Promise<void> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'holdVoting', round);
	const input = parse(votingInput, given);
	if (round.status === 'archived') throw new Refusal('conflict', 'archived');
	await db.transaction().execute(async (trx) => {
		const changed = await (given.revision === null
			? trx
					.insertInto('fundVotings')
					.values({ activityId, ...input })
					.onConflict((conflict) => conflict.doNothing())
					.executeTakeFirst()
					.then(({ numInsertedOrUpdatedRows }) => numInsertedOrUpdatedRows)
			: trx
					.updateTable('fundVotings')
					.set({ ...input, revision: sql<number>`revision + 1` })
					.where('activityId', '=', activityId)
					.where('state', '=', 'draft')
					.where('revision', '=', given.revision)
					.executeTakeFirst()
					.then(({ numUpdatedRows }) => numUpdatedRows));
		if (!changed) throw new Refusal('conflict', 'changed_meanwhile');
		const { closesAt: _, ...settings } = input;
		await recordOfRound(trx, actor, round, 'votingSetUp', settings);
	});
}

/**
 * Opens the vote about the applications that are ready now. From here on neither they nor the rule change, whatever
 * becomes of the applications.
 * @throws Refusal not_allowed; changed_meanwhile, not_possible_now, round_hidden, too_few_options, too_many_options,
 *   option_above_sum, closes_in_past (409)
 */
export async function openVoting(
	db: Db,
	actor: Actor,
	activityId: string,
	{ revision }: { revision: number },
	now: Date
): Promise<void> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'holdVoting', round);
	if (round.status === 'draft') throw new Refusal('conflict', 'round_hidden');
	if (round.status === 'archived') throw new Refusal('conflict', 'archived');
	await db.transaction().execute(async (trx) => {
		const voting = await lockSeen(trx, activityId, revision, 'draft');
		const options = await readyOptions(trx, activityId);
		const against = hindrance(voting, options, now);
		if (against) throw new Refusal('conflict', against);
		await trx
			.insertInto('fundVotingOptions')
			.values(options.map((option) => ({ activityId, ...option })))
			.execute();
		await moveTo(trx, activityId, 'open');
		await recordOfRound(trx, actor, round, 'votingOpened', { options: options.length });
	});
}

/** Why a vote cannot be opened; null: it can. */
export function hindrance(
	{ sumCents, closesAt }: Pick<Voting, 'sumCents' | 'closesAt'>,
	options: readonly VotingOption[],
	now: Date
): string | null {
	if (options.length < 2) return 'too_few_options';
	if (options.length > mostOptions) return 'too_many_options';
	// It could never win.
	if (options.some(({ costCents }) => costCents > sumCents)) return 'option_above_sum';
	return closesAt && closesAt <= now ? 'closes_in_past' : null;
}

/**
 * Closes the vote before its time or where it has none; for good, because its result is public from then on.
 * @throws Refusal not_allowed, changed_meanwhile, not_possible_now (409)
 */
export async function closeVoting(
	db: Db,
	actor: Actor,
	activityId: string,
	{ revision }: { revision: number }
): Promise<void> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'holdVoting', round);
	await db.transaction().execute(async (trx) => {
		await lockSeen(trx, activityId, revision, 'open');
		await close(trx, actor, round);
	});
}

/** Closes it where its time is over: by whoever looks first, so that no result is told while a ballot is on its way. */
export async function closeWhenDue(db: Db, activityId: string, now: Date): Promise<void> {
	const isDue = (voting: Voting | null) => voting?.state === 'open' && !takesBallots(voting, now);
	if (!isDue(await votingOf(db, activityId))) return;
	const round = await roundOf(db, activityId);
	await db.transaction().execute(async (trx) => {
		if (isDue(await lockVoting(trx, activityId))) await close(trx, system, round);
	});
}

/** The hourly look at all that are due. */
export async function closeAllDue(db: Db, now: Date): Promise<void> {
	const due = await db
		.selectFrom('fundVotings')
		.select('activityId')
		.where('state', '=', 'open')
		.where('closesAt', '<=', now)
		.execute();
	for (const { activityId } of due) await closeWhenDue(db, activityId, now);
}

async function close(trx: Trx, actor: Actor, round: Round): Promise<void> {
	await moveTo(trx, round.activityId, 'closed');
	await recordOfRound(trx, actor, round, 'votingClosed');
}

async function lockSeen(
	trx: Trx,
	activityId: string,
	revision: number,
	state: Voting['state']
): Promise<Voting> {
	const voting = await lockVoting(trx, activityId);
	if (voting && voting.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
	if (voting?.state !== state) throw new Refusal('conflict', 'not_possible_now');
	return voting;
}

async function moveTo(trx: Trx, activityId: string, state: Voting['state']): Promise<void> {
	await trx
		.updateTable('fundVotings')
		.set({ state, revision: sql<number>`revision + 1` })
		.where('activityId', '=', activityId)
		.execute();
}
