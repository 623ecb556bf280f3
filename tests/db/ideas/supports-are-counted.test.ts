import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { supportIdea } from '#lib/formats/ideas/support-idea.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, phone, submitted } from '../../fixture/idea-map.ts';

const now = new Date();

const supportsOf = async (db: Db) => {
	const rows = await db.selectFrom('ideas').select(['number', 'supports']).execute();
	return Object.fromEntries(rows.map(({ number, supports }) => [number, supports]));
};

const merge = (db: Db, from: number, into: string | null) =>
	db.updateTable('ideas').set({ mergedInto: into }).where('number', '=', from).execute();

test('one phone has one voice for an idea, however often it is pressed, also ten times at once', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test);
	const device = phone();
	await supportIdea(db, test.map, device, 1, now);
	await Promise.all(Array.from({ length: 10 }, () => supportIdea(db, test.map, device, 1, now)));
	expect(await supportsOf(db)).toEqual({ 1: 1 });
});

test('voices that arrive at once are all counted', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test);
	await Promise.all(Array.from({ length: 20 }, () => supportIdea(db, test.map, phone(), 1, now)));
	expect(await supportsOf(db)).toEqual({ 1: 20 });
});

test('of merged ideas every person is counted once, over all merges; undone, each has its own again', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [, second, third] = [
		await submitted(db, test),
		await submitted(db, test),
		await submitted(db, test)
	];
	const both = phone();
	await supportIdea(db, test.map, both, 1, now);
	await supportIdea(db, test.map, both, 2, now);
	await supportIdea(db, test.map, phone(), 1, now);
	await supportIdea(db, test.map, phone(), 3, now);

	await merge(db, 1, second.ideaId);
	expect(await supportsOf(db)).toEqual({ 1: 2, 2: 2, 3: 1 });
	await merge(db, 2, third.ideaId);
	expect(await supportsOf(db)).toEqual({ 1: 2, 2: 2, 3: 3 });
	await merge(db, 1, null);
	expect(await supportsOf(db)).toEqual({ 1: 2, 2: 1, 3: 2 });
});

test('a voice for an idea that is being merged at that moment reaches the idea it is merged into', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [first, second] = [await submitted(db, test), await submitted(db, test)];
	const voices = Array.from({ length: 12 }, (_, index) =>
		db
			.insertInto('ideaSupports')
			.values({ ideaId: index % 2 ? first.ideaId : second.ideaId, participant: randomBytes(32) })
			.execute()
	);
	await Promise.all([...voices, merge(db, 1, second.ideaId)]);
	expect(await supportsOf(db)).toEqual({ 1: 6, 2: 12 });
});

test('a voice taken back is not counted', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test);
	await supportIdea(db, test.map, phone(), 1, now);
	await db.deleteFrom('ideaSupports').execute();
	expect(await supportsOf(db)).toEqual({ 1: 0 });
});

test('nobody supports what is not public, and nothing outside a phase for it', async () => {
	const { db } = await freshDatabase();
	const waiting = await ideaMap(db, { moderation: 'before' });
	await submitted(db, waiting);
	await expect(supportIdea(db, waiting.map, phone(), 1, now)).rejects.toMatchObject({
		kind: 'missing'
	});
	const report = await ideaMap(db, { phases: [{ kind: 'report', startsAt: null, endsAt: null }] });
	await expect(supportIdea(db, report.map, phone(), 1, now)).rejects.toMatchObject({
		reason: 'not_now_support'
	});
});
