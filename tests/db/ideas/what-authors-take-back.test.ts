import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { AccountActor } from '#lib/access/actor.ts';
import { exportHistory, historyFilterSchema, readHistory } from '#lib/core/history/reads.server.ts';
import { historyOf } from '#lib/core/history/subject-history.server.ts';
import { decide } from '#lib/core/moderation/decide.server.ts';
import { queueFilterOf } from '#lib/core/moderation/queue-filter.ts';
import { readQueue } from '#lib/core/moderation/queue.server.ts';
import { mergeIdeas } from '#lib/formats/ideas/merge-ideas.server.ts';
import { ideaModeration } from '#lib/formats/ideas/moderation.server.ts';
import {
	correctIdea,
	type CorrectionInput
} from '#lib/formats/ideas/receipt/correct-idea.server.ts';
import { withdrawIdea } from '#lib/formats/ideas/receipt/withdraw-idea.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { asSeen } from '../../fixture/as-seen.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, submitted, type TestMap } from '../../fixture/idea-map.ts';
import { staff } from '../../fixture/town.ts';

const now = new Date('2026-11-26T13:37:00Z');
const startOfDay = new Date('2026-11-25T23:00:00Z');
const sources = [ideaModeration];

const trailOf = async (db: Db, ideaId: string) =>
	db
		.selectFrom('history')
		.select(['at', 'actorKind', 'actorId', 'action', 'placeId', 'detail'])
		.where('subjectKind', '=', 'ideas.idea')
		.where('subjectId', '=', ideaId)
		.where('action', '<>', 'ideas.merged')
		.orderBy('id')
		.execute();

const byTheAuthor = (test: TestMap, action: string, detail: Record<string, unknown>) => ({
	at: startOfDay,
	actorKind: 'resident',
	actorId: null,
	action: `ideas.${action}`,
	placeId: 'bielefeld-mitte',
	detail: { activity: test.activityId, ...detail }
});

const corrected = (test: TestMap): CorrectionInput => ({
	categoryId: test.map.categories[0]!.id,
	title: 'Mehr Schatten am Brunnen, bitte',
	body: '',
	where: null,
	photos: []
});

test('a correction and a withdrawal are told once, by their day and without a person', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	await correctIdea(db, test.map, ideaId, corrected(test), now);
	await withdrawIdea(db, test.map, ideaId, now);
	await withdrawIdea(db, test.map, ideaId, now);
	expect(await trailOf(db, ideaId)).toEqual([
		byTheAuthor(test, 'corrected', { number, newWords: true }),
		byTheAuthor(test, 'withdrawn', { number })
	]);
});

test('a correction that is refused leaves no entry', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	const nowhere = { ...corrected(test), where: { kind: 'place', placeId: 'nowhere' } } as const;
	await expect(correctIdea(db, test.map, ideaId, nowhere, now)).rejects.toMatchObject({
		fields: { where: 'place_unknown' }
	});
	expect(await trailOf(db, ideaId)).toEqual([]);
});

test('moderators see in the queue that the author has changed the words since', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	await correctIdea(db, test.map, ideaId, corrected(test), now);
	const { items } = await readQueue(
		db,
		test.moderator,
		sources,
		queueFilterOf(new URLSearchParams()),
		{ today: '2026-11-26', page: 1, size: 10 }
	);
	expect(items[0]!.earlier).toMatchObject([{ action: 'ideas.corrected', actorKind: 'resident' }]);
});

async function mergedInto(db: Db, test: TestMap) {
	const [one, two, target] = [
		await submitted(db, test),
		await submitted(db, test),
		await submitted(db, test)
	];
	for (const { ideaId } of [one, two]) {
		const pair = { ideaId, intoId: target.ideaId };
		await mergeIdeas(db, test.moderator, test.activityId, pair, now);
	}
	return { one, two, target };
}

test('ideas that stand alone again because an author withdrew the one they were merged into are told so', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { one, two, target } = await mergedInto(db, test);
	await withdrawIdea(db, test.map, target.ideaId, now);
	for (const { ideaId, number } of [one, two])
		expect(await trailOf(db, ideaId)).toEqual([
			byTheAuthor(test, 'mergeUndone', { number, from: target.number })
		]);
	const { rows } = await sql<{ onlyDay: boolean }>`
		select undone_at = date_trunc('day', now(), 'Europe/Berlin') as only_day from idea_merges`.execute(
		db
	);
	expect(rows).toEqual([{ onlyDay: true }, { onlyDay: true }]);
});

/** Staff acts around noon and on the day before, with an author's two acts between them. */
async function busyDay(db: Db) {
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	const chief = await staff(db, 'administrator', ['bielefeld-mitte']);
	const byStaff = (action: string, at: string) =>
		db
			.insertInto('history')
			.values({
				at: new Date(at),
				actorKind: 'system',
				actorId: null,
				action: `ideas.${action}`,
				subjectKind: 'ideas.idea',
				subjectId: ideaId,
				placeId: 'bielefeld-mitte'
			})
			.execute();
	await db.deleteFrom('history').execute();
	await byStaff('dayBefore', '2026-11-25T22:00:00Z');
	await byStaff('first', '2026-11-26T10:00:00Z');
	await correctIdea(db, test.map, ideaId, corrected(test), now);
	await byStaff('second', '2026-11-26T11:00:00Z');
	await withdrawIdea(db, test.map, ideaId, now);
	await byStaff('third', '2026-11-26T12:00:00Z');
	return { chief, ideaId };
}

const everything = historyFilterSchema.parse({});
const inTheTrail = [
	'ideas.third',
	'ideas.second',
	'ideas.first',
	'ideas.withdrawn',
	'ideas.corrected',
	'ideas.dayBefore'
];

test('in the trail of everything they stand at the start of their day, not between what staff did before and after', async () => {
	const { db } = await freshDatabase();
	const { chief, ideaId } = await busyDay(db);
	const { rows } = await readHistory(db, chief, everything);
	expect(rows.map(({ action }) => action)).toEqual(inTheTrail);
	for (const row of rows) expect(row).not.toHaveProperty('id');
	expect((await historyOf(db, 'ideas.idea', ideaId)).map(({ action }) => action)).toEqual([
		'ideas.third',
		'ideas.withdrawn',
		'ideas.second',
		'ideas.corrected',
		'ideas.first',
		'ideas.dayBefore'
	]);
});

test('the file for a spreadsheet has the same order, and of authors the local day only', async () => {
	const { db } = await freshDatabase();
	const { chief } = await busyDay(db);
	const words = { sentence: () => '', subject: () => '' };
	const csv = await exportHistory(db, chief, everything, words);
	const lines = csv.trim().split('\r\n').slice(1);
	expect(lines.map((line) => line.split(',')[2])).toEqual(inTheTrail);
	expect(lines.map((line) => line.split(',')[0])).toEqual([
		'2026-11-26T12:00:00.000Z',
		'2026-11-26T11:00:00.000Z',
		'2026-11-26T10:00:00.000Z',
		'2026-11-26',
		'2026-11-26',
		'2026-11-25T22:00:00.000Z'
	]);
});

test('pages of the trail follow each other without gap or repetition, also of entries of one moment', async () => {
	const { db } = await freshDatabase();
	const { chief } = await busyDay(db);
	await sql`
		insert into history (at, actor_kind, action, subject_kind, subject_id, place_id)
		select '2026-11-26T09:00:00Z', 'system', 'ideas.kept', 'ideas.idea', n::text, 'bielefeld-mitte'
		from generate_series(1, 120) n`.execute(db);
	const pages = await Promise.all(
		[1, 2, 3].map((page) => readHistory(db, chief, everything, page))
	);
	const told = pages.flatMap(({ rows }) => rows.map((row) => `${row.action} ${row.subjectId}`));
	expect(told).toHaveLength(126);
	expect(new Set(told).size).toBe(126);
	expect(told.slice(3, 5)).toEqual(['ideas.kept 120', 'ideas.kept 119']);
});

test('those that stand alone again because staff hid it are told with whoever hid it; a duplicate that is hidden undoes nothing', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { one, two, target } = await mergedInto(db, test);
	const hide = async (id: string) =>
		decide(
			db,
			test.moderator,
			sources,
			{
				items: await asSeen(db, [{ format: 'ideas', kind: 'idea', id, state: 'unchecked' }]),
				decision: { verb: 'hide', reason: 'spam' }
			},
			'2026-11-26'
		);
	await hide(one.ideaId);
	expect((await trailOf(db, two.ideaId)).map(({ action }) => action)).toEqual([]);
	await hide(target.ideaId);
	expect(await trailOf(db, two.ideaId)).toMatchObject([
		{
			actorKind: 'account',
			actorId: (test.moderator as AccountActor).accountId,
			action: 'ideas.mergeUndone',
			detail: { activity: test.activityId, number: two.number, from: target.number }
		}
	]);
});
