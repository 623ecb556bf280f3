import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { liveFacts } from '#lib/formats/live/facts.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { readResults } from '#lib/formats/live/results.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { countHands, undoHands } from '#lib/formats/live/voices/count-hands.server.ts';
import { readHandsPage, readPaperPage } from '#lib/formats/live/voices/read-entry.server.ts';
import {
	correctPaper,
	takeBackPaper,
	typePaper
} from '#lib/formats/live/voices/type-paper.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { ballotsCsv } from '../../fixture/live-export.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { roomOf } from '../../fixture/live-voices.ts';
import { choiceOf, openSession, tallies } from '../../fixture/session.ts';

const options = ['bank', 'baum', 'licht'];

async function openRoom(questions = [choiceOf(options)]) {
	const database = await freshDatabase();
	const app = await appProcess(database);
	const session = await openSession(database.db, { questions });
	const room = roomOf(database.db, app, session);
	const on = { db: database.db, actor: session.moderator, ...session };
	const count = (counts: Record<string, string>, present = '', seen: number | string = 0) =>
		countHands(database.db, session.moderator, session.activityId, session.roundId, {
			counts,
			present,
			seen
		});
	return { ...database, app, session, room, on, count };
}

type Room = Awaited<ReturnType<typeof openRoom>>;

const keptIn = async ({ db, session }: Room) => (await tallies(db, session.roundId)).kept;

const historyOf = async (db: Db) =>
	(
		await db
			.selectFrom('history')
			.select(['action', 'detail'])
			.where('action', 'like', 'live.%')
			.orderBy('id')
			.execute()
	).filter(({ action }) => /hands|paper/.test(action));

async function participations(db: Db): Promise<(string | null)[]> {
	const { rows } = await sql<Fact>`
		select * from (${liveFacts.query(db)}) f where kind = 'participation'`.execute(db);
	return rows.map(({ outcome }) => outcome).toSorted();
}

describe('raised hands', () => {
	test('count like any ballot, and a new count takes the place of the one before', async () => {
		const room = await openRoom();
		await room.count({ bank: '3', baum: ' ٢ ', licht: '' }, '9');
		expect(await keptIn(room)).toEqual({ '*': 5, bank: 3, baum: 2 });
		await room.count({ bank: '1', baum: '4' }, '9', 1);
		expect(await keptIn(room)).toEqual({ '*': 5, bank: 1, baum: 4 });
	});

	test('are taken back one count at a time, and the history says what was and what is', async () => {
		const room = await openRoom();
		const { db, session } = room;
		const undo = (seen: number) =>
			undoHands(db, session.moderator, session.activityId, session.roundId, seen);
		await room.count({ bank: '3' });
		await room.count({ bank: '4', baum: '1' }, '', 1);
		await undo(2);
		expect(await keptIn(room)).toEqual({ '*': 3, bank: 3 });
		await undo(1);
		expect(await keptIn(room)).toEqual({});
		await expect(undo(0)).rejects.toMatchObject({ reason: 'nothing_entered' });
		const told = (await historyOf(db)).map(({ action, detail }) => [
			action,
			(detail as { before: number }).before,
			(detail as { hands: number }).hands
		]);
		expect(told).toEqual([
			['live.handsCounted', 0, 3],
			['live.handsCounted', 3, 5],
			['live.handsUndone', 5, 3],
			['live.handsUndone', 3, 0]
		]);
	});

	test('are never more than the people who are there, also where the form does not say so', async () => {
		const room = await openRoom();
		await expect(room.count({ bank: '3', baum: '3' }, '5')).rejects.toMatchObject({
			status: 422,
			fields: { present: 'hands_above_present' }
		});
		await expect(
			room.db
				.insertInto('liveHandCounts')
				.values({ roundId: room.session.roundId, number: 1, counts: '{}', hands: 6, present: 5 })
				.execute()
		).rejects.toThrow('within_those_present');
		expect(await keptIn(room)).toEqual({});
	});

	test('that are no whole number are refused at their field, and nothing changes', async () => {
		const room = await openRoom();
		for (const typed of ['-1', '1.5', 'drei', '1e3'])
			await expect(room.count({ bank: typed, baum: '2' })).rejects.toMatchObject({
				status: 422,
				fields: { 'counts.bank': 'number_invalid' }
			});
		await expect(room.count({ bank: '5001' })).rejects.toMatchObject({
			fields: { counts: 'hands_too_many' }
		});
		await expect(room.count({ anders: '1' })).rejects.toMatchObject({ status: 422 });
		expect(await keptIn(room)).toEqual({});
	});

	test('of two who enter at the same moment the second one is told', async () => {
		const room = await openRoom();
		const both = await Promise.allSettled([room.count({ bank: '3' }), room.count({ bank: '4' })]);
		expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { status: 409, reason: 'hands_moved_on' }
		});
	});

	test('are not offered where people give several answers', async () => {
		const room = await openRoom([choiceOf(options, 2)]);
		const page = await readHandsPage(
			room.db,
			room.session.moderator,
			room.session.activityId,
			room.session.roundId,
			'de'
		);
		expect(page.rows).toBeNull();
		await expect(room.count({ bank: '1' })).rejects.toMatchObject({ reason: 'hands_impossible' });
	});
});

describe('paper ballots', () => {
	test('are typed one after the other, get numbers, and the same form twice is one sheet', async () => {
		const room = await openRoom();
		const nonce = randomUUID();
		expect(await typePaper(room.on, { answer: ['bank'], nonce })).toEqual({ number: 1 });
		expect(await typePaper(room.on, { answer: ['bank'], nonce })).toEqual({ number: 1 });
		expect(await room.room.paper(['baum'])).toBe(2);
		expect(await keptIn(room)).toEqual({ '*': 2, bank: 1, baum: 1 });
	});

	test('sent twice at the same moment are one sheet', async () => {
		const room = await openRoom();
		const nonce = randomUUID();
		const numbers = await Promise.all(
			[1, 2, 3].map(() => typePaper(room.on, { answer: ['bank'], nonce }))
		);
		expect(numbers).toEqual([{ number: 1 }, { number: 1 }, { number: 1 }]);
		expect(await keptIn(room)).toEqual({ '*': 1, bank: 1 });
	});

	test('are put right and taken out; a free number is given to the next one', async () => {
		const room = await openRoom();
		for (const answer of [['bank'], ['bank'], ['baum']]) await room.room.paper(answer);
		await correctPaper(room.on, { number: 2, answer: ['licht'] });
		await takeBackPaper(room.on, 1);
		expect(await keptIn(room)).toEqual({ '*': 2, baum: 1, licht: 1 });
		const { activityId, roundId, moderator } = room.session;
		const page = await readPaperPage(room.db, moderator, activityId, roundId, 2);
		expect(page).toMatchObject({ typed: 2, next: 1, last: 3, sheet: { answer: ['licht'] } });
		expect(await room.room.paper(['bank'])).toBe(1);
		await expect(takeBackPaper(room.on, 9)).rejects.toMatchObject({ reason: 'paper_unknown' });
		expect((await historyOf(room.db)).map(({ action }) => action)).toEqual([
			...Array<string>(3).fill('live.paperTyped'),
			'live.paperCorrected',
			'live.paperTakenBack',
			'live.paperTyped'
		]);
	});

	test('with an answer that does not fit are refused and leave nothing behind', async () => {
		const room = await openRoom();
		await room.room.paper(['bank']);
		await expect(room.room.paper(['anders'])).rejects.toMatchObject({
			status: 422,
			fields: { answer: 'option_unknown' }
		});
		await expect(correctPaper(room.on, { number: 1, answer: [] })).rejects.toMatchObject({
			status: 422
		});
		expect(await keptIn(room)).toEqual({ '*': 1, bank: 1 });
		const { participants } = await room.app.service.snapshot(room.session.code);
		expect(participants).toBe(1);
	});

	test('say nothing of what stood on them in the history', async () => {
		const room = await openRoom();
		await room.room.paper(['licht']);
		expect(JSON.stringify(await historyOf(room.db))).not.toContain('licht');
	});
});

describe('what the room has seen', () => {
	test.each([
		[['close', 'reveal'], 'entry_shown'],
		[['reveal'], 'entry_shown'],
		[['end'], 'entry_not_running']
	] as const)('after %s nothing is entered any more', async (commands, reason) => {
		const room = await openRoom();
		await room.room.paper(['bank']);
		await room.count({ bank: '1' });
		await room.session.press(...commands);
		const { activityId, roundId, moderator } = room.session;
		const attempts = [
			() => room.count({ bank: '2' }, '', 1),
			() => undoHands(room.db, moderator, activityId, roundId, 1),
			() => typePaper(room.on, { answer: ['bank'], nonce: randomUUID() }),
			() => correctPaper(room.on, { number: 1, answer: ['baum'] }),
			() => takeBackPaper(room.on, 1)
		];
		for (const attempt of attempts)
			await expect(attempt()).rejects.toMatchObject({ status: 409, reason });
		expect(await keptIn(room)).toEqual({ '*': 2, bank: 2 });
	});

	test('a closed round still takes hands and paper, and one that was hidden again does too', async () => {
		const room = await openRoom();
		await room.session.press('close');
		await room.count({ bank: '2' });
		await room.session.press('reveal', 'conceal');
		await room.room.paper(['baum']);
		expect(await keptIn(room)).toEqual({ '*': 3, bank: 2, baum: 1 });
	});
});

describe('all ways in one result', () => {
	test('the whole is the sum of its parts, in whatever order they come', async () => {
		const step = fc.oneof(
			fc.record({
				way: fc.constantFrom('phone', 'tablet', 'paper'),
				option: fc.constantFrom(...options)
			}),
			fc.record({
				way: fc.constant('hands'),
				option: fc.constantFrom(...options),
				n: fc.integer({ min: 0, max: 4 })
			}),
			fc.record({ way: fc.constant('undo'), option: fc.constant('') })
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
				const room = await openRoom();
				const expected: Record<string, Record<string, number>> = {};
				const sheets: string[] = [];
				const add = (way: string, option: string) =>
					((expected[way] ??= {})[option] = (expected[way][option] ?? 0) + 1);
				for (const { way, option, ...rest } of steps) {
					if (way === 'hands') {
						expected['hands'] = 'n' in rest && rest.n > 0 ? { [option]: rest.n } : {};
						await room.room.hands(expected['hands']);
					} else if (way === 'undo') {
						if (sheets.length === 0) continue;
						await takeBackPaper(room.on, sheets.length);
						expected['paper']![sheets.pop()!]! -= 1;
					} else {
						add(way, option);
						if (way === 'paper') sheets.push(option);
						if (way === 'paper') await room.room.paper([option]);
						if (way === 'phone') await room.room.phone(option);
						if (way === 'tablet') await room.room.tablet(option);
					}
				}
				const session = await readSession(room.db, room.session.moderator, room.session.activityId);
				const results = await readResults(room.db, room.session.moderator, session, 1);
				const [result] = results[room.session.questionId] ?? [];
				const sum = (way: string) =>
					Object.values(expected[way] ?? {}).reduce((all, n) => all + n, 0);
				const all = ['phone', 'tablet', 'hands', 'paper'].reduce((n, way) => n + sum(way), 0);
				expect(result?.ballots ?? 0).toBe(all);
				for (const way of ['tablet', 'hands', 'paper'] as const)
					expect(result?.room?.[way] ?? 0).toBe(sum(way));
				const parts = Object.values(result?.bySource ?? {});
				if (result?.bySource)
					for (const option of options)
						expect(parts.reduce((n, part) => n + (part.counts[option] ?? 0), 0)).toBe(
							result.tally!.counts[option] ?? 0
						);
			}),
			{ numRuns: 12 }
		);
	}, 60_000);

	test('the snapshot says how many came in which way, and that nobody did where all used phones', async () => {
		const room = await openRoom();
		await room.room.phone('bank');
		const asked = async () => (await room.app.service.snapshot(room.session.code)).question;
		expect(await asked()).toMatchObject({ ballots: 1, room: null });
		await room.room.hands({ bank: 2, baum: 1 });
		await room.room.paper(['licht']);
		await room.room.tablet('licht');
		expect(await asked()).toMatchObject({ ballots: 6, room: { hands: 3, paper: 1, tablet: 1 } });
	});

	test('the tally is not taken apart where a part could show who voted how', async () => {
		const room = await openRoom();
		await room.room.hands({ bank: 5, baum: 1 });
		for (const option of ['bank', 'bank', 'baum', 'licht']) await room.room.phone(option);
		const resultOf = async () => {
			const session = await readSession(room.db, room.session.moderator, room.session.activityId);
			const results = await readResults(room.db, room.session.moderator, session, 5);
			return results[room.session.questionId]![0]!;
		};
		expect(await resultOf()).toMatchObject({ ballots: 10, room: { hands: 6 }, bySource: null });
		const csv = async () =>
			ballotsCsv(room.db, room.session.moderator, room.session.activityId, room.session.questionId);
		await room.session.press('close');
		expect(await csv()).not.toContain('Handzeichen');
		await room.session.press('reopen');
		await room.room.phone('bank');
		await room.session.press('close');
		expect((await resultOf()).bySource).toMatchObject({
			phone: { ballots: 5, counts: { bank: 3, baum: 1, licht: 1 } },
			hands: { ballots: 6, counts: { bank: 5, baum: 1 } }
		});
		expect((await csv()).split('\n').filter((line) => line.includes('Handzeichen'))).toHaveLength(
			6
		);
	});
});

describe('people', () => {
	test('hands and sheets of several rounds are not counted as people again', async () => {
		const room = await openRoom([choiceOf(options), choiceOf(options)]);
		await room.room.hands({ bank: 4 });
		await room.room.paper(['bank']);
		await room.session.press('close', 'next');
		await room.room.hands({ baum: 3, licht: 3 });
		await room.room.paper(['licht']);
		await room.room.paper(['licht']);
		await room.session.press('close');
		expect(await participations(room.db)).toEqual([
			...Array<string>(6).fill('hands'),
			'paper',
			'paper'
		]);
		expect((await room.app.service.snapshot(room.session.code)).participants).toBe(8);
	});

	test('at the tablet those of the busiest question took part: nobody knows who came again', async () => {
		const room = await openRoom([choiceOf(options), choiceOf(options)]);
		for (const option of options) await room.room.tablet(option);
		await room.session.press('close', 'next');
		await room.room.tablet('bank');
		await room.room.phone('bank');
		await room.session.press('close');
		expect(await participations(room.db)).toEqual([null, 'tablet', 'tablet', 'tablet'].toSorted());
	});

	test('who was counted by mistake is nobody again', async () => {
		const room = await openRoom();
		await room.room.hands({ bank: 9 });
		await room.room.hands({ bank: 2 });
		await room.room.paper(['bank']);
		await takeBackPaper(room.on, 1);
		expect((await room.app.service.snapshot(room.session.code)).participants).toBe(2);
		expect(await participations(room.db)).toEqual(['hands', 'hands']);
	});

	test('after the archive no sheet has its number any more, and the result stands', async () => {
		const room = await openRoom();
		await room.room.paper(['bank']);
		await room.room.hands({ baum: 2 });
		await room.session.press('close', 'end');
		await archiveSession(room.db, room.session.moderator, room.session.activityId);
		for (const table of ['liveEntered', 'livePapers', 'liveSeats'] as const)
			expect(await room.db.selectFrom(table).selectAll().execute()).toEqual([]);
		expect(await keptIn(room)).toEqual({ '*': 3, bank: 1, baum: 2 });
	});
});
