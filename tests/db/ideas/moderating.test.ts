import { expect, test } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import type { Decision, QueueState } from '#lib/core/moderation/contract.ts';
import { decide } from '#lib/core/moderation/decide.server.ts';
import { queueFilterOf } from '#lib/core/moderation/queue-filter.ts';
import { openCount, readQueue } from '#lib/core/moderation/queue.server.ts';
import { correctIdea } from '#lib/formats/ideas/receipt/correct-idea.server.ts';
import { ideaModeration } from '#lib/formats/ideas/moderation.server.ts';
import { archiveMap } from '#lib/formats/ideas/retention.server.ts';
import { reportContribution } from '#lib/formats/ideas/report-contribution.server.ts';
import { runMap } from '#lib/formats/ideas/run-map.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { asSeen } from '../../fixture/as-seen.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { commentOn, ideaMap, phone, submitted } from '../../fixture/idea-map.ts';
import { staff } from '../../fixture/town.ts';

const sources = [ideaModeration];
const today = '2026-11-26';

const look = async (db: Db, actor: Actor, query = '', size = 50) =>
	readQueue(db, actor, sources, queueFilterOf(new URLSearchParams(query)), {
		today,
		page: 1,
		size
	});

const say = async (
	db: Db,
	actor: Actor,
	items: readonly { kind?: string; id: string; state: QueueState }[],
	decision: Decision
) => {
	const chosen = items.map((item) => ({ format: 'ideas', kind: 'idea', ...item }));
	return decide(db, actor, sources, { items: await asSeen(db, chosen), decision }, today);
};

const visibilityOf = async (db: Db, id: string) =>
	db
		.selectFrom('ideas')
		.select(['visibility', 'hiddenReason'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();

test('what waits is seen by nobody until it is published, and then needs no further look', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const { ideaId } = await submitted(db, test);
	const { items, counts } = await look(db, test.moderator);
	expect(items.map(({ id, state }) => [id, state])).toEqual([[ideaId, 'waiting']]);
	expect(counts).toMatchObject({ waiting: 1, unchecked: 0 });
	await say(db, test.moderator, [{ id: ideaId, state: 'waiting' }], { verb: 'publish' });
	expect(await visibilityOf(db, ideaId)).toEqual({ visibility: 'public', hiddenReason: null });
	expect((await look(db, test.moderator)).items).toEqual([]);
});

test('what was published at once waits to be looked at; what staff wrote down does not', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	const { ideaId: collected } = await submitted(db, test);
	await db.updateTable('ideas').set({ source: 'street' }).where('id', '=', collected).execute();
	const { items } = await look(db, test.moderator);
	expect(items.map(({ id, state }) => [id, state])).toEqual([[ideaId, 'unchecked']]);
	await say(db, test.moderator, [{ id: ideaId, state: 'unchecked' }], { verb: 'publish' });
	expect(await openCount(db, test.moderator, sources)).toBe(0);
});

test('hiding keeps its reason for the author; showing again takes it back', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	await say(db, test.moderator, [{ id: ideaId, state: 'unchecked' }], {
		verb: 'hide',
		reason: 'personal'
	});
	expect(await visibilityOf(db, ideaId)).toEqual({
		visibility: 'hidden',
		hiddenReason: 'personal'
	});
	const hidden = (await look(db, test.moderator, 'state=hidden')).items;
	expect(hidden.map(({ id, hiddenReason }) => [id, hiddenReason])).toEqual([[ideaId, 'personal']]);
	await say(db, test.moderator, [{ id: ideaId, state: 'hidden' }], { verb: 'show' });
	expect(await visibilityOf(db, ideaId)).toEqual({ visibility: 'public', hiddenReason: null });
});

test('of two moderators who decide at once one decides; the other is told who was faster', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const other = await staff(db, 'administrator', ['bielefeld-mitte']);
	const { ideaId } = await submitted(db, test);
	const item = { id: ideaId, state: 'waiting' } as const;
	const [one, two] = await Promise.all([
		say(db, test.moderator, [item], { verb: 'publish' }),
		say(db, other, [item], { verb: 'hide', reason: 'spam' })
	]);
	expect(one.done.length + two.done.length).toBe(1);
	const faster = one.done.length === 1 ? 'moderator' : 'administrator';
	expect([...one.missed, ...two.missed]).toMatchObject([
		{ reason: 'decided_meanwhile', by: faster }
	]);
	const entries = await db
		.selectFrom('history')
		.select('action')
		.where('subjectKind', '=', 'ideas.idea')
		.execute();
	expect(entries).toHaveLength(1);
});

test('of many published together, the one that its author has withdrawn is told and the others are done', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const ids = [];
	for (let n = 0; n < 3; n++) ids.push((await submitted(db, test)).ideaId);
	await db
		.updateTable('ideas')
		.set({ visibility: 'withdrawn' })
		.where('id', '=', ids[1]!)
		.execute();
	const { done, missed } = await say(
		db,
		test.moderator,
		ids.map((id) => ({ id, state: 'waiting' as const })),
		{ verb: 'publish' }
	);
	expect(done.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
	expect(missed.map(({ item, by }) => [item.id, by])).toEqual([[ids[1], null]]);
	expect(await visibilityOf(db, ids[1]!)).toMatchObject({ visibility: 'withdrawn' });
});

test('a report brings a public idea back into the queue, once per participant, until somebody looks', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	await say(db, test.moderator, [{ id: ideaId, state: 'unchecked' }], { verb: 'publish' });
	const what = { number, commentId: null };
	const somebody = phone();
	await reportContribution(db, test.map, somebody, what, 'insult');
	await reportContribution(db, test.map, { token: somebody.token, keep() {} }, what, 'spam');
	await reportContribution(db, test.map, phone(), what, 'spam');
	const [item] = (await look(db, test.moderator)).items;
	expect(item).toMatchObject({ state: 'reported' });
	expect([...item!.reports].sort()).toEqual(['insult', 'spam']);
	expect(await visibilityOf(db, ideaId)).toMatchObject({ visibility: 'public' });
	await say(db, test.moderator, [{ id: ideaId, state: 'reported' }], { verb: 'publish' });
	expect((await look(db, test.moderator)).items).toEqual([]);
	await reportContribution(db, test.map, phone(), what, 'spam');
	expect((await look(db, test.moderator)).items).toHaveLength(1);
});

test('only what everybody sees can be reported', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const { number } = await submitted(db, test);
	for (const what of [
		{ number, commentId: null },
		{ number: 99, commentId: null },
		{ number, commentId: crypto.randomUUID() }
	]) {
		await expect(reportContribution(db, test.map, phone(), what, 'spam')).rejects.toMatchObject({
			reason: 'contribution_unknown'
		});
	}
});

test('comments wait, are reported and hidden like ideas, without touching their idea', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	await say(db, test.moderator, [{ id: ideaId, state: 'unchecked' }], { verb: 'publish' });
	const comment = await commentOn(db, ideaId);
	const waiting = await commentOn(db, ideaId, { visibility: 'waiting' });
	await reportContribution(db, test.map, phone(), { number, commentId: comment }, 'insult');
	const { items } = await look(db, test.moderator);
	expect(items.map(({ kind, id, state }) => [kind, id, state])).toEqual([
		['comment', comment, 'reported'],
		['comment', waiting, 'waiting']
	]);
	await say(db, test.moderator, [{ kind: 'comment', id: comment, state: 'reported' }], {
		verb: 'hide',
		reason: 'insult'
	});
	expect(await visibilityOf(db, ideaId)).toMatchObject({ visibility: 'public' });
	expect((await look(db, test.moderator)).items.map(({ id }) => id)).toEqual([waiting]);
});

test('the oldest come first, and the filters cut by map, kind and age', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const other = await ideaMap(db, { moderation: 'before' });
	const days = ['2026-11-20', '2026-11-10', '2026-11-25'];
	const ids: string[] = [];
	for (const submittedOn of days) {
		const { ideaId } = await submitted(db, test);
		await db.updateTable('ideas').set({ submittedOn }).where('id', '=', ideaId).execute();
		ids.push(ideaId);
	}
	const { ideaId: elsewhere } = await submitted(db, other);
	await db.updateTable('ideas').set({ submittedOn: today }).where('id', '=', elsewhere).execute();
	const found = async (query: string) =>
		(await look(db, test.moderator, query)).items.map(({ id }) => id);
	expect(await found('')).toEqual([ids[1], ids[0], ids[2], elsewhere]);
	expect(await found('days=2')).toEqual([ids[1], ids[0]]);
	expect(await found(`activity=${other.activityId}`)).toEqual([elsewhere]);
	expect(await found('kind=ideas.comment')).toEqual([]);
	expect(await found('kind=ideas.idea&state=nonsense&days=x&activity=1')).toHaveLength(4);
	expect((await look(db, test.moderator, '', 2)).total).toBe(4);
});

test('a moderator sees and decides only at their own places', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const { ideaId } = await submitted(db, test);
	const elsewhere = await staff(db, 'moderator', ['bielefeld-heepen']);
	expect((await look(db, elsewhere)).items).toEqual([]);
	expect(await openCount(db, elsewhere, sources)).toBe(0);
	await expect(
		say(db, elsewhere, [{ id: ideaId, state: 'waiting' }], { verb: 'publish' })
	).rejects.toMatchObject({ kind: 'forbidden' });
	const planner = await staff(db, 'planner', ['bielefeld-mitte']);
	await expect(look(db, planner)).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a category is corrected to one of the same map, and the history names who did what', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const other = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	const item = { id: ideaId, state: 'waiting' } as const;
	const labelId = test.map.categories[1]!.id;
	await say(db, test.moderator, [item], { verb: 'label', labelId });
	await expect(
		say(db, test.moderator, [item], { verb: 'label', labelId: other.map.categories[0]!.id })
	).rejects.toMatchObject({ reason: 'label_unknown' });
	const [shown] = (await look(db, test.moderator)).items;
	expect(shown).toMatchObject({
		labelId,
		earlier: [{ action: 'ideas.categorised', displayName: 'moderator' }]
	});
	expect(shown!.labels.map(({ id }) => id)).toEqual(test.map.categories.map(({ id }) => id));
});

test('an archived map has no queue: nobody can be answered any more', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	await submitted(db, test);
	await runMap(db, test.moderator, test.activityId, 'finish', new Date());
	await archiveMap(db, test.moderator, test.activityId);
	expect(await openCount(db, test.moderator, sources)).toBe(0);
});

test('what its author has written anew after somebody looked is looked at again', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	const correct = (title: string) =>
		correctIdea(
			db,
			test.map,
			ideaId,
			{
				categoryId: test.map.categories[0]!.id,
				title,
				body: 'Im Sommer ist es zu heiß zum Sitzen.',
				where: null,
				photos: []
			},
			new Date()
		);
	await say(db, test.moderator, [{ id: ideaId, state: 'unchecked' }], { verb: 'publish' });
	await correct('Mehr Schatten am Brunnen');
	expect(await openCount(db, test.moderator, sources)).toBe(0);
	await correct('Etwas ganz anderes');
	expect((await look(db, test.moderator)).items).toMatchObject([{ state: 'unchecked' }]);
});
