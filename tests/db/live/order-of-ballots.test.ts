import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import { writeBallots } from '#lib/formats/live/casting.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { openSession, tallies } from '../../fixture/session.ts';

const options = ['bank', 'baum', 'licht'];

type Lying = { participant: Buffer; block: number };
const block = '(ctid::text::point)[0]::integer as block';

/** Which block PostgreSQL fills first is its own affair; within a block the order must be that of the pseudonyms. */
function expectOrder(rows: readonly Lying[]): void {
	const blocks = [...Map.groupBy(rows, ({ block }) => block).values()];
	// Forty rows need one block or two.
	expect(blocks.length).toBeLessThan(5);
	for (const lying of blocks.map((some) =>
		some.map(({ participant }) => participant.toString('hex'))
	))
		expect(lying).toEqual(lying.toSorted());
}

test('where the ballots of a batch lie does not tell who of them was first', async () => {
	const database = await freshDatabase();
	const session = await openSession(database.db);
	const ballots = Array.from({ length: 40 }, (_, index) => ({
		roundId: session.roundId,
		participant: randomBytes(32),
		answer: JSON.stringify([options[index % 3]]),
		tallyKeys: ['*', options[index % 3]!]
	}));
	await writeBallots(database.pool, ballots);
	const { rows } = await database.pool.query<Lying>(
		`select participant, ${block} from ballots order by ctid`
	);
	expect(rows).toHaveLength(40);
	expectOrder(rows);
});

test('after the archive nothing of the rows tells any more which ballots or people came early, and the tally is the same', async () => {
	const database = await freshDatabase();
	const session = await openSession(database.db);
	const participants = Array.from({ length: 30 }, () => randomBytes(32));
	for (const [index, participant] of participants.entries()) {
		const answer = options[index % 3]!;
		const ballot = {
			roundId: session.roundId,
			participant,
			answer: JSON.stringify([answer]),
			tallyKeys: ['*', answer]
		};
		await writeBallots(database.pool, [ballot]);
	}
	for (const participant of participants)
		await database.db
			.insertInto('liveParticipants')
			.values({ activityId: session.activityId, participant, source: 'tablet' })
			.execute();
	const before = await tallies(database.db, session.roundId);
	await session.press('end');
	await archiveSession(database.db, system, session.activityId);
	const { rows } = await database.pool.query<Lying & { xmin: string }>(
		`select participant, ${block}, xmin::text from ballots order by ctid`
	);
	expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1);
	const pseudonyms = (some: readonly Pick<Lying, 'participant'>[]) =>
		some.map(({ participant }) => participant.toString('hex')).toSorted();
	expect(pseudonyms(rows)).toEqual(
		pseudonyms(participants.map((participant) => ({ participant })))
	);
	expectOrder(rows);
	const people = await database.pool.query<Lying & { xmin: string }>(
		`select participant, ${block}, xmin::text from live_participants order by ctid`
	);
	expect(pseudonyms(people.rows)).toEqual(pseudonyms(rows));
	expectOrder(people.rows);
	expect(new Set(people.rows.map(({ xmin }) => xmin)).size).toBe(1);
	const { rows: counted } = await database.pool.query(
		'select participants from live_participant_counts'
	);
	expect(counted).toEqual([{ participants: 30 }]);
	expect(await tallies(database.db, session.roundId)).toEqual(before);
	expect(before.kept).toEqual({ '*': 30, bank: 10, baum: 10, licht: 10 });
});
