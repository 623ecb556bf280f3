import { describe, expect, test } from 'vitest';
import { exportCrosstab } from '#lib/formats/live/crosstab/export.server.ts';
import { makeCrosstab } from '#lib/formats/live/crosstab/make.server.ts';
import { readCrosstabs } from '#lib/formats/live/crosstab/reads.server.ts';
import type { Crosstab } from '#lib/formats/live/crosstab/table.ts';
import { conduct } from '#lib/formats/live/conduct.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { groupedSession, people, phonesOf, type Voter } from '../../fixture/live-groups.ts';
import { roomOf } from '../../fixture/live-voices.ts';
import { choiceOf, currentRound } from '../../fixture/session.ts';
import { staff } from '../../fixture/town.ts';
import { howWellInvolved } from '../../fixture/live-session.ts';

const k = 5;

async function room(questions: QuestionInput[] = [choiceOf(['bank', 'baum'])]) {
	const database = await freshDatabase();
	const app = await appProcess(database);
	const session = await groupedSession(database.db, phonesOf(app), { questions });
	const make = async (question = session.asked[0]!, round?: string) =>
		makeCrosstab(
			database.db,
			session.moderator,
			session.activityId,
			{ question, round: round ?? (await session.roundOf(question)) },
			k
		);
	const tables = async () =>
		(await readCrosstabs(database.db, session.moderator, session.activityId)).questions;
	const table = async () => (await tables())[0]!.made!.table;
	return { ...database, app, session, make, tables, table };
}

const twoGroups = [
	...people(9, 'young', ['bank']),
	...people(7, 'young', ['baum']),
	...people(6, 'old', ['bank']),
	...people(8, 'old', ['baum'])
];

const columnsOf = (table: Crosstab) => table.columns.map(({ groups, people: n }) => [groups, n]);
const countsOf = (table: Crosstab) => table.rows.map(({ counts }) => counts);

describe('a table by groups', () => {
	test('counts who said what in which group, with those who did not say theirs beside them', async () => {
		const { session, make, table } = await room();
		await session.vote([...twoGroups, ...people(5, null, ['bank']), ...people(5, null, ['baum'])]);
		await make();
		expect(columnsOf(await table())).toEqual([
			[['young'], 16],
			[['old'], 14],
			[[''], 10]
		]);
		expect(countsOf(await table())).toEqual([
			[9, 6, 5],
			[7, 8, 5]
		]);
		expect(await table()).toMatchObject({ people: 40, leftOut: 0, answers: 'one' });
	});

	test('counts only people who answered the question, whoever told a group', async () => {
		const { session, make, table } = await room();
		await session.vote([...twoGroups, ...people(9, 'old')]);
		await make();
		expect(columnsOf(await table())).toEqual([
			[['young'], 16],
			[['old'], 14]
		]);
	});

	test('keeps nothing of a cell of fewer than five people, nor of those that would tell it', async () => {
		const { db, session, make, table } = await room();
		const voters: Voter[] = [
			...people(9, 'young', ['bank']),
			...people(3, 'young', ['baum']),
			...people(8, 'middle', ['bank']),
			...people(8, 'middle', ['baum']),
			...people(20, 'old', ['bank']),
			...people(20, 'old', ['baum'])
		];
		await session.vote(voters);
		await make();
		expect(countsOf(await table())).toEqual([
			[null, null, 20],
			[null, null, 20]
		]);
		const kept = await db.selectFrom('liveCrosstabs').selectAll().executeTakeFirstOrThrow();
		expect(kept.k).toBe(k);
		expect(JSON.stringify(kept.counts)).not.toMatch(/\b3\b/);
	});

	test('puts a group of fewer than five people together with another one', async () => {
		const { session, make, table } = await room();
		await session.vote([...twoGroups, ...people(2, 'middle', ['bank'])]);
		await make();
		expect(columnsOf(await table())).toEqual([
			[['young'], 16],
			[['middle', 'old'], 16]
		]);
		expect(countsOf(await table())).toEqual([
			[9, 8],
			[7, 8]
		]);
	});

	test('is refused where no two groups could be shown', async () => {
		const { session, make } = await room();
		await session.vote([...people(4, 'young', ['bank']), ...people(3, 'old', ['baum'])]);
		await expect(make()).rejects.toMatchObject({ reason: 'crosstab_few', status: 409 });
	});

	test('of several answers counts people per answer, and hides also all but a few of a group', async () => {
		const { session, make, table } = await room([choiceOf(['bank', 'baum', 'licht'], 3)]);
		await session.vote([
			...people(10, 'young', ['bank', 'baum', 'licht']),
			...people(2, 'young', ['baum', 'licht']),
			...people(6, 'middle', ['bank', 'licht']),
			...people(7, 'middle', ['licht']),
			...people(20, 'old', ['bank', 'baum']),
			...people(10, 'old', ['licht'])
		]);
		await make();
		expect((await table()).answers).toBe('several');
		expect(countsOf(await table())[0]).toEqual([null, null, 20]);
		expect(countsOf(await table())[2]).toEqual([12, 13, 10]);
	});

	test('of a scale gives each value a row', async () => {
		const { session, make, table } = await room([howWellInvolved]);
		await session.vote([
			...people(6, 'young', 9),
			...people(6, 'young', 3),
			...people(8, 'old', 9),
			...people(7, 'old', 'dontKnow')
		]);
		await make();
		const rows = (await table()).rows.filter((row) => row.people > 0);
		expect(rows.map(({ key, counts }) => [key, counts])).toEqual([
			['3', [6, 0]],
			['9', [6, 8]],
			['dontKnow', [0, 7]]
		]);
	});
});

describe('a table that is kept', () => {
	test('is the only one of its question, and what is voted in another round does not change it', async () => {
		const { app, session, make, table, tables } = await room();
		await session.vote(twoGroups);
		await make();
		const before = await table();
		await expect(make()).rejects.toMatchObject({ reason: 'crosstab_made' });
		await session.press('repeat');
		const { token } = await app.service.join({ code: session.code, token: null });
		await session.ask(session.asked[0]!, [token], [['bank']]);
		await session.press('close');
		await expect(make()).rejects.toMatchObject({ reason: 'crosstab_made' });
		expect(await table()).toEqual(before);
		expect((await tables())[0]!.made!.round).toBe(1);
	});

	test('ends its round: one more voice beside it would be told by the result that grew', async () => {
		const { db, app, session, make } = await room();
		await session.vote(twoGroups);
		await make();
		const refused = { reason: 'crosstab_kept', status: 409 };
		await expect(session.press('reopen')).rejects.toMatchObject(refused);
		const { roundId, questionId } = await currentRound(db, session.activityId);
		const voices = roomOf(db, app, { ...session, roundId, questionId });
		await expect(voices.hands({ bank: 1 })).rejects.toMatchObject(refused);
		await expect(voices.paper(['bank'])).rejects.toMatchObject(refused);
	});

	test('is refused where it would have more cells than are reckoned through', async () => {
		const options = (n: number) => choiceOf(Array.from({ length: n }, (_, at) => `option${at}`));
		const { session, make, db } = await room([options(60)]);
		await session.vote([...people(6, 'young', ['option1']), ...people(6, 'old', ['option2'])]);
		await db
			.updateTable('liveQuestions')
			.set({ config: JSON.stringify(options(20).config) })
			.where('id', '=', session.group)
			.execute();
		await expect(make()).rejects.toMatchObject({ reason: 'crosstab_large', status: 422 });
	});

	test('is of the round that was chosen', async () => {
		const { session, make, table } = await room();
		const tokens = await session.vote(twoGroups);
		const first = await session.roundOf(session.asked[0]!);
		await session.press('repeat');
		await session.ask(
			session.asked[0]!,
			tokens,
			tokens.map(() => ['bank'])
		);
		await session.press('close');
		await make(session.asked[0]!, first);
		expect(countsOf(await table())).toEqual([
			[9, 6],
			[7, 8]
		]);
	});

	test('waits until its round and the question about the group are closed', async () => {
		const { session, make } = await room();
		await session.vote(twoGroups);
		await session.press('reopen');
		await expect(make()).rejects.toMatchObject({ reason: 'crosstab_open' });
	});

	test('names people by the group that they said last', async () => {
		const { session, make, table, db } = await room();
		const tokens = await session.vote(twoGroups);
		const { activityId } = session;
		const { version } = await db
			.selectFrom('liveSessions')
			.select('version')
			.where('activityId', '=', activityId)
			.executeTakeFirstOrThrow();
		await conduct(
			db,
			session.moderator,
			activityId,
			{ command: 'openQuestion', version, question: session.group, confirmed: true },
			{ now: new Date(), smallCellK: k }
		);
		await session.ask(session.group, tokens.slice(0, 1), [['old']]);
		await session.press('close');
		await make();
		expect(columnsOf(await table())).toEqual([
			[['young'], 15],
			[['old'], 15]
		]);
	});

	test('is still there when the session is archived, and no new one is made', async () => {
		const { db, session, make, table } = await room([
			choiceOf(['bank', 'baum']),
			choiceOf(['bank', 'baum'])
		]);
		await session.vote(twoGroups.map((one) => ({ ...one, answers: [...one.answers, ['bank']] })));
		await make();
		const before = await table();
		await session.press('end');
		await archiveSession(db, session.moderator, session.activityId);
		expect(await table()).toEqual(before);
		await expect(make(session.asked[1]!)).rejects.toMatchObject({ reason: 'archived' });
	});

	test('leaves its making in the history, without a number of people', async () => {
		const { db, session, make } = await room();
		await session.vote(twoGroups);
		await make();
		const { detail } = await db
			.selectFrom('history')
			.select('detail')
			.where('action', '=', 'live.crosstabMade')
			.executeTakeFirstOrThrow();
		expect(detail).toEqual({ question: session.asked[0], round: 1, k });
	});
});

describe('voices of a room', () => {
	const open = async () => {
		const set = await room();
		const { db, app, session } = set;
		await session.press('start');
		const voices = roomOf(db, app, { ...session, ...(await blank()) });
		return { ...set, voices };
	};
	const blank = async () => ({ questionId: '', roundId: '' });

	test('raised hands are left out where the result is told by source, and nobody takes them for a group', async () => {
		const { session, voices, make, table, app } = await open();
		const tokens = await joined(app, session.code, twoGroups.length);
		await session.press('next');
		await session.ask(
			session.group,
			tokens,
			twoGroups.map(({ group }) => [group])
		);
		await voices.hands({ young: 6 });
		await session.press('close', 'next');
		await session.ask(
			session.asked[0]!,
			tokens,
			twoGroups.map(({ answers }) => answers[0])
		);
		await voices.hands({ bank: 6 });
		await session.press('close');
		await make();
		expect(await table()).toMatchObject({ people: 30, leftOut: 6 });
		expect(countsOf(await table())).toEqual([
			[9, 6],
			[7, 8]
		]);
	});

	test('few hands stand with those who did not say their group: by themselves they would be told apart', async () => {
		const { session, voices, make, table, app } = await open();
		const voters = [...twoGroups, ...people(6, null, ['bank']), ...people(6, null, ['baum'])];
		const tokens = await joined(app, session.code, voters.length);
		await session.press('next');
		await session.ask(
			session.group,
			tokens,
			voters.map(({ group }) => group && [group])
		);
		await session.press('close', 'next');
		await session.ask(
			session.asked[0]!,
			tokens,
			voters.map(({ answers }) => answers[0])
		);
		await voices.hands({ bank: 2 });
		await session.press('close');
		await make();
		expect(await table()).toMatchObject({ people: 44, leftOut: 0 });
		expect(countsOf(await table())[0]).toEqual([9, 6, 8]);
	});

	test('a sheet of paper belongs to the group that is crossed on it', async () => {
		const { db, session, voices, make, table, app } = await open();
		const tokens = await joined(app, session.code, twoGroups.length);
		await session.press('next');
		await session.ask(
			session.group,
			tokens,
			twoGroups.map(({ group }) => [group])
		);
		for (let n = 0; n < 5; n++) await voices.paper(['old']);
		await session.press('close', 'next');
		await session.ask(
			session.asked[0]!,
			tokens,
			twoGroups.map(({ answers }) => answers[0])
		);
		for (let n = 0; n < 5; n++) await voices.paper(['baum']);
		await session.press('close');
		expect((await currentRound(db, session.activityId)).questionId).toBe(session.asked[0]);
		await make();
		expect(countsOf(await table())).toEqual([
			[9, 6],
			[7, 13]
		]);
	});

	const joined = async (
		app: Awaited<ReturnType<typeof appProcess>>,
		code: string,
		count: number
	) => {
		const tokens: string[] = [];
		for (let n = 0; n < count; n++)
			tokens.push((await app.service.join({ code, token: null })).token);
		return tokens;
	};
});

describe('the file of a table', () => {
	test('is what is shown: hidden cells are words, also for a planner of the place', async () => {
		const { db, session, make } = await room();
		await session.vote([
			...people(9, 'young', ['bank']),
			...people(3, 'young', ['baum']),
			...people(8, 'middle', ['bank']),
			...people(8, 'middle', ['baum']),
			...people(20, 'old', ['bank']),
			...people(20, 'old', ['baum'])
		]);
		await make();
		const planner = await staff(db, 'planner', ['bielefeld-kesselbrink']);
		const wanted = [db, planner, session.activityId, session.asked[0]!] as const;
		const file = await exportCrosstab(...wanted, { format: 'csv', locale: 'de' });
		const lines = (await new Response(file.body as BodyInit).text()).trim().split('\r\n');
		expect(lines).toEqual([
			'Antwort,young,middle,old,alle,Anteil young,Anteil middle,Anteil old',
			'bank,verborgen,verborgen,20,37,verborgen,verborgen,0.5',
			'baum,verborgen,verborgen,20,31,verborgen,verborgen,0.5',
			'Personen,12,16,40,68,1,1,1'
		]);
		const book = await exportCrosstab(...wanted, { format: 'xlsx', locale: 'ar' });
		const bytes = new Uint8Array(await new Response(book.body as BodyInit).arrayBuffer());
		expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('PK');
	});

	test('is not there before the table is', async () => {
		const { db, session } = await room();
		await expect(
			exportCrosstab(db, session.moderator, session.activityId, session.asked[0]!, {
				format: 'csv',
				locale: 'de'
			})
		).rejects.toMatchObject({ reason: 'export_unknown', status: 404 });
	});
});
