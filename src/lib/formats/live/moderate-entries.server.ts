import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { ballotKey } from '../../questions/contract.ts';
import { questionType } from '../../questions/registry.ts';
import { announceChange } from './announce.server.ts';
import { permissions } from './permissions.ts';
import { limits } from './schema.ts';
import { recordOf, sessionSubject } from './session.server.ts';

/** `keys` are all tally keys of one row of the result. */
type Entry = { round: string; keys: readonly string[]; hidden: boolean };

/**
 * Hides one word (in all its spellings) or text of a round from everybody but the moderators, or shows it again. The
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
		const number = await freeTextRound(trx, activityId, entry.round);
		if (!(await write(trx, entry))) return;
		// The entry itself stays out of the audit trail: it is what a resident wrote, and it was hidden for a reason.
		await recordOf(trx, actor, session, entry.hidden ? 'entryHidden' : 'entryShown', {
			round: number
		});
		await announceChange(trx, activityId);
	});
}

const isEntry = (key: string) => key !== '' && key !== ballotKey && key.length <= limits.entry;

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

/** True where it changed something. */
async function write(trx: Trx, { round: roundId, keys, hidden }: Entry): Promise<boolean> {
	if (hidden) {
		const added = await trx
			.insertInto('liveHiddenKeys')
			.values(keys.map((key) => ({ roundId, key })))
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		return Boolean(added.numInsertedOrUpdatedRows);
	}
	const removed = await trx
		.deleteFrom('liveHiddenKeys')
		.where('roundId', '=', roundId)
		.where('key', 'in', keys)
		.executeTakeFirst();
	return removed.numDeletedRows > 0n;
}
