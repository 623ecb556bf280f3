import type { Actor } from '../../access/actor.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Tally } from '../../questions/contract.ts';
import { readTally, shownTally } from './question-reads.server.ts';
import type { SessionDetail } from './reads.server.ts';
import { couldExpose } from './rules.ts';

/** The result of one round; null while it could show who voted how. */
export type RoundResult = Readonly<{
	round: string;
	number: number;
	ballots: number;
	tally: Tally | null;
}>;

/** Results by question id, rounds in their order; only rounds with ballots. */
export type Results = Readonly<Record<string, readonly RoundResult[]>>;

/** All results of a session as the sheet shows them: without hidden entries, and none of too few people. */
export async function readResults(
	db: Db,
	actor: Actor,
	session: Pick<SessionDetail, 'activityId' | 'asked'>,
	smallCellK: number
): Promise<Results> {
	const results: Record<string, RoundResult[]> = {};
	for (const question of session.asked) {
		for (const { id, number, ballots } of question.rounds) {
			if (ballots === 0) continue;
			const read = await readTally(db, actor, session.activityId, id);
			const tally = couldExpose(read.tally.ballots, smallCellK) ? null : shownTally(read);
			(results[question.id] ??= []).push({ round: id, number, ballots, tally });
		}
	}
	return results;
}
