import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { participantLength } from '../../../core/activities/participant-token.server.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import type { FittingAnswer } from '../answer-check.ts';
import type { EntryRound } from './entry.server.ts';

type Entered = 'hands' | 'paper';

/** A participant whom staff enter has no token: nobody can ever vote as them. */
export const randomPseudonym = (): Buffer => randomBytes(participantLength);

/**
 * The participants of the first so many hands, or of one numbered sheet. The same number in another round is the same
 * participant: nobody knows whose hand it was, but twenty hands in each of three rounds are hardly sixty people.
 */
export async function peopleEntered(
	trx: Trx,
	activityId: string,
	source: Entered,
	numbers: readonly number[],
	draw: () => Buffer
): Promise<Buffer[]> {
	if (numbers.length === 0) return [];
	const known = await trx
		.selectFrom('liveEntered')
		.select(['number', 'participant'])
		.where('activityId', '=', activityId)
		.where('source', '=', source)
		.where('number', 'in', numbers)
		.execute();
	const people = new Map(known.map(({ number, participant }) => [number, participant]));
	const fresh = numbers
		.filter((number) => !people.has(number))
		.map((number) => ({ activityId, source, number, participant: draw() }));
	if (fresh.length > 0) {
		const joined = fresh.map(({ participant }) => ({ activityId, source, participant }));
		await trx
			.insertInto('liveParticipants')
			.values(joined.toSorted((a, b) => Buffer.compare(a.participant, b.participant)))
			.execute();
		await trx.insertInto('liveEntered').values(fresh).execute();
		for (const { number, participant } of fresh) people.set(number, participant);
	}
	return numbers.map((number) => people.get(number)!);
}

/** Writes what these participants said; in the order of their pseudonyms, as ballots always lie. */
export async function writeEntered(
	trx: Trx,
	round: EntryRound,
	voices: readonly Readonly<{ participant: Buffer; said: FittingAnswer }>[]
): Promise<void> {
	if (voices.length === 0) return;
	const rows = voices.map(({ participant, said }) => ({
		roundId: round.id,
		participant,
		answer: said.answer,
		tallyKeys: [...said.tallyKeys]
	}));
	await trx
		.insertInto('ballots')
		.values(rows.toSorted((a, b) => Buffer.compare(a.participant, b.participant)))
		.execute();
}

/** Takes out of a round what was entered for these numbers; all numbers where none are given. */
export async function eraseEntered(
	trx: Trx,
	round: EntryRound,
	source: Entered,
	number?: number
): Promise<void> {
	await trx
		.deleteFrom('ballots as b')
		.using('liveEntered as e')
		.whereRef('b.participant', '=', 'e.participant')
		.where('b.roundId', '=', round.id)
		.where('e.activityId', '=', round.activityId)
		.where('e.source', '=', source)
		.$if(number !== undefined, (query) => query.where('e.number', '=', number!))
		.execute();
}

/** Who was entered and says nothing in any round any more was nobody. */
export async function forgetUnheard(trx: Trx, activityId: string): Promise<void> {
	await sql`
		delete from live_participants p using live_entered e
		where e.activity_id = ${activityId} and p.activity_id = e.activity_id and p.participant = e.participant
			and not exists (
				select from live_rounds r join ballots b on b.round_id = r.id and b.participant = p.participant
				where r.activity_id = p.activity_id
			)`.execute(trx);
}
