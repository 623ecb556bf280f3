import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { lockSession } from '../session.server.ts';
import type { AskMarks, AskMode } from './rules.ts';

/** A resident in a session: a keyed hash, as under their ballots. */
export type Asker = Readonly<{ activityId: string; participant: Buffer }>;

/**
 * Lets residents in while the session takes questions. Whoever asks or takes something back holds the session alone
 * (`alone`), who supports holds it with others: merging, which holds it alone too, never meets half of a support.
 * @throws Refusal asks_closed (409), archived
 */
export async function openBoard(
	trx: Trx,
	activityId: string,
	held: 'alone' | 'shared'
): Promise<{ mode: AskMode; lastAsk: number }> {
	if (held === 'alone') await lockSession(trx, activityId);
	let query = trx
		.selectFrom('liveSessions')
		.select(['asks', 'lastAsk', 'endedAt', 'closesAt'])
		.select(sql<boolean>`coalesce(closes_at <= now(), false)`.as('closed'))
		.where('activityId', '=', activityId);
	if (held === 'shared') query = query.forShare();
	const session = await query.executeTakeFirst();
	if (!session || session.asks === 'off' || session.endedAt || session.closed)
		throw new Refusal('conflict', 'asks_closed');
	return { mode: session.asks as AskMode, lastAsk: session.lastAsk };
}

/** A question as use cases decide about it. */
export type KnownAsk = AskMarks &
	Readonly<{
		id: string;
		number: number;
		participant: Buffer;
		answered: boolean;
		/** The one that stands for it: itself unless it was merged. */
		root: string;
	}>;

/** @throws Refusal ask_unknown (404) */
export async function knownAsk(db: Db | Trx, activityId: string, id: string): Promise<KnownAsk> {
	const ask = await db
		.selectFrom('liveAsks')
		.select(['id', 'number', 'participant', 'approved', 'hidden', 'answered', 'mergedInto'])
		.where('activityId', '=', activityId)
		.where('id', '=', id)
		.executeTakeFirst();
	if (!ask) throw new Refusal('missing', 'ask_unknown');
	return { ...ask, merged: ask.mergedInto !== null, root: ask.mergedInto ?? ask.id };
}

/** Counts the people behind these questions anew, each person once for a question and all that were merged into it. */
export async function recountSupporters(trx: Trx, roots: readonly string[]): Promise<void> {
	await sql`
		update live_asks a set supporters = (
			select count(distinct s.participant) from live_asks f
			join live_ask_supports s on s.ask_id = f.id
			where f.id = a.id or f.merged_into = a.id
		)
		where a.id = any (${roots}::uuid[])`.execute(trx);
}

/** The stage no longer shows this question. */
export async function leaveStage(trx: Trx, activityId: string, id: string): Promise<boolean> {
	const left = await trx
		.updateTable('liveSessions')
		.set({ asksStage: 'none', pinnedAskId: null })
		.where('activityId', '=', activityId)
		.where('pinnedAskId', '=', id)
		.executeTakeFirst();
	return left.numUpdatedRows > 0n;
}
