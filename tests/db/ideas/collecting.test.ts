import { expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { spokenReceipt } from '#lib/core/receipts/receipt-code.ts';
import { drawReceiptToken, findReceipt } from '#lib/core/receipts/receipts.server.ts';
import { collectIdea } from '#lib/formats/ideas/collect/collect-idea.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { collectedInput, type CollectedInput } from '#lib/formats/ideas/schema.ts';
import { boxKey } from '#lib/formats/ideas/street/box-key.server.ts';
import { receiveCollected } from '#lib/formats/ideas/street/receive.server.ts';
import { seal } from '#lib/formats/ideas/street/seal.ts';
import { closeWalk, planWalk, walksOf } from '#lib/formats/ideas/walks/walks.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { idea, ideaMap, type TestMap } from '../../fixture/idea-map.ts';
import { staff } from '../../fixture/town.ts';

const today = new Date('2026-11-25T10:00:00Z');
const secret = 'a-secret-for-the-letter-box-of-a-map';

const heard = (test: TestMap, shape: Partial<CollectedInput> = {}): CollectedInput => ({
	...idea(test),
	source: 'street',
	way: 'conversation',
	consent: true,
	walkId: null,
	saidOn: '2026-11-18',
	cardCode: '',
	...shape
});

const stored = (db: Db) =>
	db
		.selectFrom('ideas')
		.select(['number', 'source', 'way', 'visibility', 'participant', 'submittedOn', 'walkId'])
		.orderBy('number')
		.execute();

test('an idea heard last week is public at once, dated when it was said, and nobody is its participant', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	await collectIdea(db, test.moderator, test.map, heard(test), today);
	expect(await stored(db)).toMatchObject([
		{
			source: 'street',
			way: 'conversation',
			visibility: 'public',
			participant: null,
			submittedOn: '2026-11-18'
		}
	]);
});

test('a phone whose clock runs ahead dates nothing into the future', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await collectIdea(db, test.moderator, test.map, heard(test, { saidOn: '2031-01-01' }), today);
	expect((await stored(db))[0]!.submittedOn).toBe('2026-11-25');
});

test('what was said in time is taken after the phase and after the end, never by an archive', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { phases: [{ kind: 'report', startsAt: null, endsAt: null }] });
	const collect = async () =>
		collectIdea(db, test.moderator, await mapOf(db, test.activityId, today), heard(test), today);
	await collect();
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	await collect();
	await db.updateTable('activities').set({ status: 'archived', participantKey: null }).execute();
	await expect(collect()).rejects.toMatchObject({ reason: 'not_now_collect' });
	expect(await stored(db)).toHaveLength(2);
});

test('without consent nothing is written down', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const read = collectedInput.safeParse({ ...heard(test), consent: false });
	expect(read.error?.issues[0]?.message).toBe('consent_missing');
});

test('a card leads to its idea, and can be entered once', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const cardCode = drawReceiptToken();
	const input = collectedInput.parse({
		...heard(test),
		source: 'paper',
		cardCode: ` ${spokenReceipt(cardCode).toLowerCase()}`
	});
	const { ideaId } = await collectIdea(db, test.moderator, test.map, input, today);
	expect((await findReceipt(db, cardCode))?.subjectId).toBe(ideaId);
	await expect(
		collectIdea(db, test.moderator, test.map, heard(test, { cardCode }), today)
	).rejects.toMatchObject({ fields: { cardCode: 'card_used' } });
	expect(await stored(db)).toHaveLength(1);
	expect(collectedInput.safeParse({ ...heard(test), cardCode: 'O0' }).success).toBe(false);
});

test('only moderators of the place write ideas down', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const elsewhere = await staff(db, 'moderator', ['bielefeld-heepen']);
	const planner = await staff(db, 'planner', ['bielefeld-mitte']);
	for (const actor of [anonymous, elsewhere, planner]) {
		await expect(collectIdea(db, actor, test.map, heard(test), today)).rejects.toMatchObject({
			reason: 'not_allowed'
		});
	}
	expect(await stored(db)).toEqual([]);
});

test('a phone seals what only the server opens, for this map and unchanged', async () => {
	const box = boxKey(secret, 'map-1');
	const text = 'Bänke 🌳 مقاعد';
	const sealed = await seal(box.publicKey, 'map-1', text);
	expect(boxKey(secret, 'map-1').open(sealed)).toBe(text);
	expect(await seal(box.publicKey, 'map-1', text)).not.toBe(sealed);
	const changed = sealed.slice(0, -4) + (sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA');
	for (const [key, given] of [
		[boxKey(secret, 'map-2'), sealed],
		[boxKey(`${secret}-another`, 'map-1'), sealed],
		[box, changed],
		[box, ''],
		[box, 'x'.repeat(200)]
	] as const) {
		expect(() => key.open(given)).toThrow('sealed_unreadable');
	}
});

test('a queue sent twice at once is there once; one that does not fit comes back and holds up no other', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const box = boxKey(secret, test.activityId);
	const items = await Promise.all(
		[
			heard(test),
			heard(test, { where: { kind: 'pin', lat: 8.5, lng: 52, blur: false } }),
			heard(test, { title: 'Zweite' })
		].map(async (item) => ({
			clientKey: item.clientKey,
			sealed: await seal(box.publicKey, test.activityId, JSON.stringify(item))
		}))
	);
	const send = () => receiveCollected(db, test.moderator, test.map, box, { items }, today);
	const [first, second] = await Promise.all([send(), send()]);
	expect(first.map(({ outcome }) => outcome)).toEqual(['kept', 'refused', 'kept']);
	expect(second).toEqual(first);
	expect(first[1]).toMatchObject({
		fields: { where: 'outside_area' },
		item: { title: 'Mehr Schatten am Brunnen' }
	});
	expect((await stored(db)).map(({ number }) => number)).toEqual([1, 2]);
});

test('a walk gathers what is found on it; a closed one still takes what phones have to send', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const plan = {
		title: 'Begehung Nordseite',
		walkedOn: '2026-11-20',
		placeId: 'bielefeld-mitte',
		note: ''
	};
	const { id } = await planWalk(db, test.moderator, test.map, plan);
	await closeWalk(db, test.moderator, test.map, id, true, today);
	const found = heard(test, { walkId: id, source: 'walk', way: 'walk' });
	await collectIdea(db, test.moderator, test.map, found, today);
	expect(await walksOf(db, test.moderator, test.activityId)).toMatchObject([
		{ title: 'Begehung Nordseite', closed: true, ideas: 1 }
	]);
	await expect(closeWalk(db, test.moderator, test.map, id, true, today)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
	await expect(
		planWalk(db, test.moderator, test.map, { ...plan, placeId: 'bielefeld-heepen' })
	).rejects.toMatchObject({ fields: { placeId: 'place_unknown' } });
});
