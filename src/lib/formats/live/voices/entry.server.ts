import type { Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { demandNoTable } from '../crosstab/kept-round.server.ts';
import { lockSession } from '../session.server.ts';

/** A round into which staff enter voices; session and round are locked, as a batch of ballots locks them. */
export type EntryRound = Readonly<{
	id: string;
	number: number;
	activityId: string;
	questionId: string;
	type: string;
	config: unknown;
}>;

/**
 * Voices are entered while the session runs and before the result is shown: what the room has seen does not change
 * behind its back.
 * @throws Refusal round_unknown (422); archived, entry_not_running, entry_shown, crosstab_kept (409)
 */
export async function lockEntryRound(
	trx: Trx,
	activityId: string,
	roundId: string
): Promise<EntryRound> {
	await lockSession(trx, activityId);
	if (!isUuid(roundId)) throw new Refusal('invalid', 'round_unknown');
	const round = await trx
		.selectFrom('liveRounds as r')
		.innerJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.innerJoin('liveSessions as s', 's.activityId', 'r.activityId')
		.select(['r.id', 'r.number', 'r.activityId', 'r.questionId', 'r.revealedAt'])
		.select(['q.type', 'q.config', 's.endedAt'])
		.where('r.activityId', '=', activityId)
		.where('r.id', '=', roundId)
		.forNoKeyUpdate('r')
		.executeTakeFirst();
	if (!round) throw new Refusal('invalid', 'round_unknown');
	const { revealedAt, endedAt, ...found } = round;
	if (endedAt) throw new Refusal('conflict', 'entry_not_running');
	if (revealedAt) throw new Refusal('conflict', 'entry_shown');
	await demandNoTable(trx, found.id);
	return found;
}
