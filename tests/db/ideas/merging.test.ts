import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { mergeIdeas, undoMerge } from '#lib/formats/ideas/merge-ideas.server.ts';
import {
	mergeCandidates,
	mergedAway,
	mergesOf,
	supportersOf
} from '#lib/formats/ideas/merge-reads.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	commentOn,
	ideaMap,
	kesselbrink,
	submitted,
	type TestMap
} from '../../fixture/idea-map.ts';

const now = new Date('2026-11-26T10:00:00Z');

async function ideasWith(db: Db, test: TestMap, supporters: readonly (readonly string[])[]) {
	const ids: string[] = [];
	for (const names of supporters) {
		const { ideaId } = await submitted(db, test);
		ids.push(ideaId);
		for (const name of names) {
			await db
				.insertInto('ideaSupports')
				.values({ ideaId, participant: Buffer.from(name) })
				.execute();
		}
		await commentOn(db, ideaId);
	}
	return ids;
}

/** The number that stands with the idea in every list. */
const shownSupports = async (db: Db, id: string) =>
	(await db.selectFrom('ideas').select('supports').where('id', '=', id).executeTakeFirstOrThrow())
		.supports;

const pointers = async (db: Db) => {
	const rows = await db
		.selectFrom('ideas')
		.select(['id', 'mergedInto'])
		.orderBy('number')
		.execute();
	return rows.map(({ mergedInto }) =>
		mergedInto === null ? null : rows.findIndex(({ id }) => id === mergedInto)
	);
};

test('a merged idea keeps its voices, and who supports both counts once', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [a, b] = await ideasWith(db, test, [
		['x', 'y'],
		['y', 'z']
	]);
	const { activityId, moderator } = test;
	const id = await mergeIdeas(db, moderator, activityId, { ideaId: a!, intoId: b! }, now);
	expect(await supportersOf(db, b!)).toBe(3);
	expect(await shownSupports(db, b!)).toBe(3);
	expect(await mergedAway(db, a!)).toMatchObject({ mergeId: id, id: b, number: 2 });
	expect(await mergesOf(db, b!)).toMatchObject([{ id, number: 1, intoNumber: 2, by: 'moderator' }]);
	await undoMerge(db, moderator, activityId, id, now);
	expect(await supportersOf(db, b!)).toBe(2);
	expect(await shownSupports(db, b!)).toBe(2);
	expect(await mergedAway(db, a!)).toBeNull();
});

test('merging into a merged one goes to its end; what was merged before comes along and back', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const ids = await ideasWith(db, test, [[], [], [], []]);
	const merge = (from: number, into: number) =>
		mergeIdeas(
			db,
			test.moderator,
			test.activityId,
			{ ideaId: ids[from]!, intoId: ids[into]! },
			now
		);
	await merge(0, 1);
	const moved = await merge(1, 2);
	await merge(3, 0);
	expect(await pointers(db)).toEqual([2, 2, null, 2]);
	expect(
		(await mergesOf(db, ids[2]!)).map(({ number, intoNumber }) => [number, intoNumber])
	).toEqual(
		expect.arrayContaining([
			[1, 2],
			[2, 3],
			[4, 3]
		])
	);
	await undoMerge(db, test.moderator, test.activityId, moved, now);
	expect(await pointers(db)).toEqual([1, null, null, 2]);
});

test.each([
	['into itself', 0, 0, 'merge_same'],
	['into one that already ends here', 1, 0, 'merge_same'],
	['a second time', 0, 2, 'already_merged']
])('an idea is not merged %s', async (_, from, into, reason) => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const ids = await ideasWith(db, test, [[], [], []]);
	const merge = (one: number, other: number) =>
		mergeIdeas(
			db,
			test.moderator,
			test.activityId,
			{ ideaId: ids[one]!, intoId: ids[other]! },
			now
		);
	await merge(0, 1);
	await expect(from === into ? merge(2, 2) : merge(from, into)).rejects.toMatchObject({ reason });
});

test('only public ideas of one map are merged', async () => {
	const { db } = await freshDatabase();
	const [test, other] = [await ideaMap(db), await ideaMap(db)];
	const [a, b] = await ideasWith(db, test, [[], []]);
	const [elsewhere] = await ideasWith(db, other, [[]]);
	const merge = (intoId: string) =>
		mergeIdeas(db, test.moderator, test.activityId, { ideaId: a!, intoId }, now);
	await expect(merge(elsewhere!)).rejects.toMatchObject({ reason: 'idea_unknown' });
	await db.updateTable('ideas').set({ visibility: 'waiting' }).where('id', '=', b!).execute();
	await expect(merge(b!)).rejects.toMatchObject({ reason: 'idea_not_public' });
});

test('two who merge crosswise at once: one does, the other is told', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [a, b] = await ideasWith(db, test, [[], []]);
	const merge = (ideaId: string, intoId: string) =>
		mergeIdeas(db, test.moderator, test.activityId, { ideaId, intoId }, now);
	const both = await Promise.allSettled([merge(a!, b!), merge(b!, a!)]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect((await pointers(db)).filter((end) => end !== null)).toHaveLength(1);
});

test('an idea that is hidden or withdrawn does not take along what others said', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const ids = await ideasWith(db, test, [[], [], [], []]);
	const merge = (from: number, into: number) =>
		mergeIdeas(
			db,
			test.moderator,
			test.activityId,
			{ ideaId: ids[from]!, intoId: ids[into]! },
			now
		);
	await merge(0, 1);
	await merge(1, 3);
	await merge(2, 3);
	await db
		.updateTable('ideas')
		.set({ visibility: 'withdrawn' })
		.where('id', '=', ids[3]!)
		.execute();
	expect(await pointers(db)).toEqual([1, null, null, null]);
});

test('duplicates are suggested by words and nearness, and found by number or words', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const far = {
		kind: 'pin',
		lat: kesselbrink.lat + 0.003,
		lng: kesselbrink.lng,
		blur: false
	} as const;
	const { ideaId } = await submitted(db, test, { title: 'Mehr Schatten am Brunnen' });
	await submitted(db, test, { title: 'Schatten am Brunnen bitte', where: far });
	await submitted(db, test, { title: 'Kaputte Laterne' });
	await submitted(db, test, { title: 'Basketballkorb', where: far });
	const found = async (search: string) =>
		(await mergeCandidates(db, { activityId: test.activityId, id: ideaId }, search)).map(
			({ number }) => number
		);
	expect(await found('')).toEqual([2, 3]);
	expect(await found('#4')).toEqual([4]);
	expect(await found('laterne')).toEqual([3]);
	expect(await found('%')).toEqual([]);
	const [near] = await mergeCandidates(db, { activityId: test.activityId, id: ideaId }, '2');
	expect(near!.metres).toBeCloseTo(334, -1);
});

const step = fc.tuple(fc.boolean(), fc.nat(5), fc.nat(5));

test('any sequence of merges and undos keeps every voice, knows no chain, and undone ends where it began', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { activityId, moderator } = test;
	const names = ['p', 'q', 'r', 's'];
	const ids = await ideasWith(db, test, [['p'], ['p', 'q'], [], ['r'], ['q', 'r', 's'], ['s']]);
	const voices = async () =>
		(
			await sql<{ all: string }>`
			select (select json_agg(s order by s.idea_id, s.participant) from idea_supports s)::text
				|| (select json_agg(c.* order by c.sequence) from idea_comments c)::text
				|| (select json_agg(json_build_array(i.id, i.participant, i.source, i.title, i.body, i.visibility)
					order by i.number) from ideas i)::text as all`.execute(db)
		).rows[0]!.all;
	const before = await voices();
	const standing: string[] = [];
	const undo = async (id: string) => {
		await undoMerge(db, moderator, activityId, id, now);
		standing.splice(standing.indexOf(id), 1);
	};
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
			for (const [isMerge, one, other] of steps) {
				const id = standing[one % Math.max(standing.length, 1)];
				if (!isMerge && id) await undo(id);
				if (!isMerge) continue;
				const asked = { ideaId: ids[one]!, intoId: ids[other]! };
				await mergeIdeas(db, moderator, activityId, asked, now).then(
					(done) => standing.push(done),
					(refused: unknown) => expect(refused).toMatchObject({ kind: 'conflict' })
				);
				const ends = await pointers(db);
				expect(ends.every((end) => end === null || ends[end] === null)).toBe(true);
				expect(ends.filter((end) => end !== null)).toHaveLength(standing.length);
			}
			let all = 0;
			for (const [index, end] of (await pointers(db)).entries()) {
				if (end !== null) continue;
				const counted = await supportersOf(db, ids[index]!);
				expect(await shownSupports(db, ids[index]!)).toBe(counted);
				all += counted;
			}
			expect(all).toBeGreaterThanOrEqual(names.length);
			expect(await voices()).toBe(before);
			while (standing.length > 0) await undo(standing.at(standing.length >> 1)!);
			expect(await pointers(db)).toEqual(ids.map(() => null));
		}),
		{ numRuns: 12 }
	);
});
