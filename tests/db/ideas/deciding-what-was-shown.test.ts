import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { decide } from '#lib/core/moderation/decide.server.ts';
import { decisionFromForm, itemKey } from '#lib/core/moderation/decision-form.ts';
import { queueFilterOf } from '#lib/core/moderation/queue-filter.ts';
import { readQueue } from '#lib/core/moderation/queue.server.ts';
import { ideaModeration } from '#lib/formats/ideas/moderation.server.ts';
import { attachPhotos } from '#lib/formats/ideas/photos.server.ts';
import { correctIdea } from '#lib/formats/ideas/receipt/correct-idea.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { openPictures } from '#lib/platform/pictures/store.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { commentOn, ideaMap, submitted, type TestMap } from '../../fixture/idea-map.ts';
import { jpeg } from '../../fixture/photos.ts';

const sources = [ideaModeration];
const today = '2026-11-26';

/** The keys of the boxes on the moderator's page, as it looks now. */
async function look(db: Db, test: TestMap): Promise<string[]> {
	const paging = { today, page: 1, size: 50 };
	const filter = queueFilterOf(new URLSearchParams());
	const { items } = await readQueue(db, test.moderator, sources, filter, paging);
	return items.map(itemKey);
}

/** Presses a button of a page that was loaded before. */
async function press(db: Db, test: TestMap, keys: readonly string[], verb: string) {
	const form = new FormData();
	for (const key of keys) form.append('item', key);
	form.set('do', verb);
	const { done, missed } = await decide(db, test.moderator, sources, decisionFromForm(form), today);
	return { done: done.map(({ id }) => id), missed: missed.map(({ reason, by }) => [reason, by]) };
}

const correct = (
	db: Db,
	{ map }: TestMap,
	ideaId: string,
	words: { title?: string; body?: string; photos?: { pictureId: string; description: string }[] }
) =>
	correctIdea(
		db,
		map,
		ideaId,
		{
			categoryId: map.categories[0]!.id,
			title: 'Mehr Schatten am Brunnen',
			body: 'Im Sommer ist es zu heiß zum Sitzen.',
			where: null,
			photos: [],
			...words
		},
		new Date()
	);

const visibilityOf = async (db: Db, id: string) =>
	(await db.selectFrom('ideas').select('visibility').where('id', '=', id).executeTakeFirstOrThrow())
		.visibility;

async function waitingForLocks(db: Db): Promise<number> {
	const { rows } = await sql<{ waiting: number }>`
		select count(*) as waiting from pg_stat_activity
		where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
	return rows[0]!.waiting;
}

const changed = [['changed_meanwhile', null]];

test.each(['before', 'after'] as const)(
	'words that the author changed after the look are decided by nobody who has not seen them (looked at %s)',
	async (moderation) => {
		const { db } = await freshDatabase();
		const test = await ideaMap(db, { moderation });
		const { ideaId } = await submitted(db, test);
		for (const words of [{ title: 'Ganz andere Worte' }, { body: 'Ganz andere Worte' }]) {
			const before = await look(db, test);
			await correct(db, test, ideaId, words);
			expect((await press(db, test, before, 'publish')).missed).toEqual(changed);
			expect((await press(db, test, before, 'hide/spam')).missed).toEqual(changed);
		}
		expect((await press(db, test, await look(db, test), 'publish')).done).toEqual([ideaId]);
		expect(await visibilityOf(db, ideaId)).toBe('public');
	}
);

test('of many published together the one with new words waits for another look', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const one = await submitted(db, test);
	const other = await submitted(db, test);
	const before = await look(db, test);
	await correct(db, test, one.ideaId, { body: 'Ganz andere Worte' });
	expect(await press(db, test, before, 'publish')).toEqual({
		done: [other.ideaId],
		missed: changed
	});
	expect(await visibilityOf(db, one.ideaId)).toBe('waiting');
});

test('so it is with the description of a photo, and with a photo that is gone', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const { ideaId } = await submitted(db, test);
	const pictures = openPictures(db, 'a secret that is long enough', () => new Date());
	const pictureId = pictures.idOf(await pictures.take(await jpeg(), 'idea'), 'idea')!;
	const bare = await look(db, test);
	await db
		.transaction()
		.execute((trx) => attachPhotos(trx, ideaId, [{ pictureId, description: 'Der Brunnen' }]));
	const before = await look(db, test);
	await correct(db, test, ideaId, { photos: [{ pictureId, description: 'Etwas anderes' }] });
	const described = await look(db, test);
	await correct(db, test, ideaId, {});
	for (const keys of [before, described])
		expect((await press(db, test, keys, 'publish')).missed).toEqual(changed);
	expect((await press(db, test, bare, 'publish')).done).toEqual([ideaId]);
});

test('a decision waits for a correction that is being written, and then sees it', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const { ideaId } = await submitted(db, test);
	const pictures = openPictures(db, 'a secret that is long enough', () => new Date());
	const pictureId = pictures.idOf(await pictures.take(await jpeg(), 'idea'), 'idea')!;
	await db
		.transaction()
		.execute((trx) => attachPhotos(trx, ideaId, [{ pictureId, description: 'Der Brunnen' }]));
	const before = await look(db, test);
	let pressing: ReturnType<typeof press>;
	await db.transaction().execute(async (trx) => {
		await trx.updateTable('ideas').set({ checkedOn: null }).where('id', '=', ideaId).execute();
		pressing = press(db, test, before, 'publish');
		await expect.poll(() => waitingForLocks(db)).toBe(1);
		await trx.updateTable('ideaPhotos').set({ description: 'Etwas anderes' }).execute();
	});
	expect((await pressing!).missed).toEqual(changed);
});

test('a comment is decided by its text', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	await press(db, test, await look(db, test), 'publish');
	const id = await commentOn(db, ideaId, { visibility: 'waiting' });
	const before = await look(db, test);
	await db.updateTable('ideaComments').set({ body: 'Anders' }).where('id', '=', id).execute();
	expect((await press(db, test, before, 'publish')).missed).toEqual(changed);
	expect((await press(db, test, await look(db, test), 'publish')).done).toEqual([id]);
});

test('a key without what was shown decides nothing', async () => {
	const form = new FormData();
	form.set('item', `ideas/idea/${crypto.randomUUID()}/waiting`);
	form.set('do', 'publish');
	expect(() => decisionFromForm(form)).toThrow(
		expect.objectContaining({ reason: 'input_invalid' })
	);
});
