import type { Actor } from '../../access/actor.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { isSmall } from '../../platform/suppression/small.ts';
import type { Tally } from '../../questions/contract.ts';
import { readTally, shownTally, type RoundTally } from './question-reads.server.ts';
import type { SessionDetail } from './reads.server.ts';
import { roomTallies } from './voices/source-tallies.server.ts';
import { tallyBySource, type RoomCounts, type RoomTallies, type Source } from './voices/sources.ts';

/** The result of one round; null while it could show who voted how. */
export type RoundResult = Readonly<{
	round: string;
	number: number;
	ballots: number;
	tally: Tally | null;
	/** People whose voice did not come from their own phone; null: nobody. */
	room: RoomCounts;
	/** The tally taken apart by source; null where it cannot be, or a part could show who voted how. */
	bySource: Readonly<Partial<Record<Source, Tally>>> | null;
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
	const elsewhere = await roomTallies(db, session.activityId);
	for (const question of session.asked) {
		for (const { id, number, ballots } of question.rounds) {
			if (ballots === 0) continue;
			const read = await readTally(db, actor, session.activityId, id);
			const tally = isSmall(read.tally.ballots, smallCellK) ? null : shownTally(read);
			const room = elsewhere.get(id) ?? null;
			(results[question.id] ??= []).push({
				round: id,
				number,
				ballots,
				tally,
				room: room && peopleOf(room),
				bySource: tally && room && partsOf(read, room, smallCellK)
			});
		}
	}
	return results;
}

const peopleOf = (room: RoomTallies): RoomCounts =>
	Object.fromEntries(Object.entries(room).map(([source, { ballots }]) => [source, ballots]));

/** Who takes the result apart learns no more of three people at the tablet than of three people in all. */
function partsOf(read: RoundTally, room: RoomTallies, smallCellK: number) {
	const parts = tallyBySource(read.tally, room);
	const few = Object.values(parts).some(({ ballots }) => isSmall(ballots, smallCellK));
	if (few) return null;
	return Object.fromEntries(
		Object.entries(parts).map(([source, part]) => [source, shownTally({ ...read, tally: part })])
	);
}
