import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { ballotKey } from '../../../questions/contract.ts';
import { isMark } from '../../../questions/entry-language.ts';
import { questionType } from '../../../questions/registry.ts';
import { announceChange } from '../announce.server.ts';
import type { LiveVerb } from '../history-text.ts';
import { permissions } from '../permissions.ts';
import { limits } from '../schema.ts';
import { lockSession, recordOf, sessionSubject } from '../session.server.ts';
import { approvalsNeeded, approverOf } from './approvals.server.ts';

/** `keys` are all tally keys of one row of the result. */
type Entry = { round: string; keys: readonly string[]; hidden: boolean };

/**
 * Hides one word (in all its spellings) or text of a round from everybody but the moderators, or shows it: again, or
 * for the first time where it waited. Where two have to approve, the first one is noted and it goes on waiting. The
 * ballots stay counted.
 * Takes no version: two moderators who hide two words do not stand in each other's way, and once more is harmless.
 * @throws Refusal round_unknown, entry_invalid (422)
 */
export async function setEntryHidden(
	db: Db,
	actor: Actor,
	activityId: string,
	entry: Entry
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'run', session);
	if (entry.keys.length === 0 || entry.keys.length > 200 || !entry.keys.every(isEntry)) {
		throw new Refusal('invalid', 'entry_invalid');
	}
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const number = await freeTextRound(trx, activityId, entry.round);
		const verb = entry.hidden
			? await hide(trx, entry)
			: await show(trx, entry, approverOf(actor), await approvalsNeeded(trx, activityId));
		if (!verb) return;
		// The entry itself stays out of the audit trail: it is what a resident wrote, and it was hidden for a reason.
		await recordOf(trx, actor, session, verb, { round: number });
		await announceChange(trx, activityId);
	});
}

const isEntry = (key: string) =>
	key !== '' && key !== ballotKey && !isMark(key) && key.length <= limits.entry;

async function freeTextRound(trx: Trx, activityId: string, roundId: string): Promise<number> {
	const round = await trx
		.selectFrom('liveRounds as r')
		.innerJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.select(['r.number', 'q.type'])
		.where('r.activityId', '=', activityId)
		.where('r.id', '=', roundId)
		.executeTakeFirst();
	if (!round || !questionType(round.type).freeText) throw new Refusal('invalid', 'round_unknown');
	return round.number;
}

async function hide(trx: Trx, { round: roundId, keys }: Entry): Promise<LiveVerb | null> {
	// Who hides what they had approved, or what somebody else had, takes that approval along.
	await trx
		.deleteFrom('liveKeyApprovals')
		.where('roundId', '=', roundId)
		.where('key', 'in', keys)
		.execute();
	const hidden = await trx
		.insertInto('liveHiddenKeys')
		.values(keys.map((key) => ({ roundId, key, waits: false, held: false })))
		.onConflict((conflict) =>
			conflict
				.columns(['roundId', 'key'])
				.doUpdateSet({ waits: false })
				.where('liveHiddenKeys.waits', '=', true)
		)
		.executeTakeFirst();
	return hidden.numInsertedOrUpdatedRows ? 'entryHidden' : null;
}

/**
 * What nobody has approved yet needs as many approvals as the session says, also after it was hidden; what was hidden
 * after it had been seen needs none.
 */
async function show(
	trx: Trx,
	{ round: roundId, keys }: Entry,
	approver: string,
	needed: number
): Promise<LiveVerb | null> {
	const waiting = await unapprovedKeys(trx, roundId, keys);
	if (waiting.length > 0) {
		await trx
			.insertInto('liveKeyApprovals')
			.values(waiting.map((key) => ({ roundId, key, approver })))
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		if (await lacksApprovals(trx, roundId, waiting, needed)) {
			await waitAgain(trx, roundId, waiting);
			return 'entryHalfApproved';
		}
	}
	const cleared = await trx
		.insertInto('liveClearedKeys')
		.values(keys.map((key) => ({ roundId, key })))
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	const unhidden = await trx
		.deleteFrom('liveHiddenKeys')
		.where('roundId', '=', roundId)
		.where('key', 'in', keys)
		.executeTakeFirst();
	const changed = Number(cleared.numInsertedOrUpdatedRows) + Number(unhidden.numDeletedRows);
	return changed > 0 ? 'entryShown' : null;
}

/** What was hidden and is half approved is no longer hidden by anybody's decision. */
async function waitAgain(trx: Trx, roundId: string, keys: readonly string[]): Promise<void> {
	await trx
		.updateTable('liveHiddenKeys')
		.set({ waits: true, held: true })
		.where('roundId', '=', roundId)
		.where('key', 'in', keys)
		.execute();
}

async function unapprovedKeys(
	trx: Trx,
	roundId: string,
	keys: readonly string[]
): Promise<string[]> {
	const { entries } = await trx
		.selectFrom('liveSessions as s')
		.innerJoin('liveRounds as r', 'r.activityId', 's.activityId')
		.select('s.entries')
		.where('r.id', '=', roundId)
		.executeTakeFirstOrThrow();
	const rows = await trx
		.selectFrom('liveHiddenKeys')
		.select('key')
		.where('roundId', '=', roundId)
		.where('key', 'in', keys)
		.where('held', '=', true)
		.execute();
	const cleared = await trx
		.selectFrom('liveClearedKeys')
		.select('key')
		.where('roundId', '=', roundId)
		.where('key', 'in', keys)
		.execute();
	const isCleared = new Set(cleared.map(({ key }) => key));
	const isHeld = new Set(rows.map(({ key }) => key));
	return keys.filter((key) => isHeld.has(key) || (entries === 'checked' && !isCleared.has(key)));
}

async function lacksApprovals(
	trx: Trx,
	roundId: string,
	keys: readonly string[],
	needed: number
): Promise<boolean> {
	if (needed === 1) return false;
	const rows = await trx
		.selectFrom('liveKeyApprovals')
		.select(['key', ({ fn }) => fn.countAll<number>().as('given')])
		.where('roundId', '=', roundId)
		.where('key', 'in', keys)
		.groupBy('key')
		.execute();
	const given = new Map(rows.map((row) => [row.key, row.given]));
	return keys.some((key) => (given.get(key) ?? 0) < needed);
}
