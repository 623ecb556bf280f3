import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import { ask } from '#lib/formats/live/ask/ask.server.ts';
import { mergeAsk } from '#lib/formats/live/ask/merge.server.ts';
import { supportAsk } from '#lib/formats/live/ask/support.server.ts';
import { liveFacts } from '#lib/formats/live/facts.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { resident, setTalk, supportersOf } from '../../fixture/live-asks.ts';
import { openSession } from '../../fixture/session.ts';

test('once archived no question and no support leads to a ballot, and the facts and counts are the same', async () => {
	const { db } = await freshDatabase();
	const deeds = fc.array(fc.record({ who: fc.nat(3), on: fc.nat(4) }), { maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(deeds, fc.boolean(), async (done, merging) => {
			const session = await openSession(db);
			const { activityId, moderator, roundId } = session;
			await setTalk(db, moderator, activityId, { asks: 'atOnce' });
			const people = [];
			for (let n = 0; n < 4; n++) people.push(await resident(db, activityId));
			for (const { participant } of people)
				await db
					.insertInto('ballots')
					.values({ roundId, participant, answer: '["bank"]', tallyKeys: ['*', 'bank'] })
					.execute();
			const asked: string[] = [];
			for (const { who, on } of done) {
				if (asked[on]) await supportAsk(db, people[who]!, asked[on]);
				else if (asked.length < 3)
					asked.push((await ask(db, people[who]!, { text: 'Wann?', locale: 'de' })).id);
			}
			if (merging && asked[1]) await mergeAsk(db, moderator, activityId, asked[1], asked[0]!);
			await session.press('end');

			const told = async () => {
				const { rows } = await sql<Record<string, unknown>>`
					select * from (${liveFacts.query(db)}) f where activity_id = ${activityId}
					order by kind, contribution`.execute(db);
				return rows;
			};
			const before = [await told(), await supportersOf(db, activityId)];
			await archiveSession(db, system, activityId);
			expect([await told(), await supportersOf(db, activityId)]).toEqual(before);
			const { rows } = await sql`
				select from live_asks k left join live_ask_supports s on s.ask_id = k.id
				join ballots b on b.participant in (k.participant, s.participant)
				where k.activity_id = ${activityId}
				union all
				select from live_asks k join live_participants p on p.participant = k.participant
				where k.activity_id = ${activityId}`.execute(db);
			expect(rows).toEqual([]);
		}),
		{ numRuns: 8 }
	);
});

test('until then only participants ask, says the database too', async () => {
	const { db } = await freshDatabase();
	const { activityId, moderator } = await openSession(db);
	await setTalk(db, moderator, activityId, { asks: 'atOnce' });
	const stranger = { activityId, participant: Buffer.alloc(32, 7) };
	await expect(ask(db, stranger, { text: 'Wann?', locale: 'de' })).rejects.toThrow(
		'only participants ask'
	);
});
