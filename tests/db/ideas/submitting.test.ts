import { expect, test } from 'vitest';
import { spokenReceipt } from '#lib/core/receipts/receipt-code.ts';
import { findReceipt } from '#lib/core/receipts/receipts.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { submitIdea } from '#lib/formats/ideas/submit-idea.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { idea, ideaMap, kesselbrink, phone, submitted } from '../../fixture/idea-map.ts';

const today = new Date('2026-11-25T10:00:00Z');

test('an idea gets the next number, a receipt, and is public where staff look afterwards', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const first = await submitted(db, test);
	const second = await submitted(db, test);
	expect([first.number, second.number]).toEqual([1, 2]);
	expect(first.isPublic).toBe(true);
	const found = await findReceipt(db, spokenReceipt(first.receipt).toLowerCase());
	expect(found).toEqual({
		format: 'ideas',
		activityId: test.activityId,
		subjectId: first.ideaId
	});
});

test('an idea waits where staff look first', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	expect((await submitted(db, test)).isPublic).toBe(false);
	const { visibility } = await db
		.selectFrom('ideas')
		.select('visibility')
		.executeTakeFirstOrThrow();
	expect(visibility).toBe('waiting');
});

test('an idea sent again is the same idea with the same receipt, also ten times at once', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const typed = idea(test);
	const device = phone();
	const sent = await Promise.all(
		Array.from({ length: 10 }, () => submitIdea(db, test.map, device, typed, today))
	);
	expect(new Set(sent.map(({ ideaId }) => ideaId)).size).toBe(1);
	expect(new Set(sent.map(({ receipt }) => receipt)).size).toBe(1);
	const next = await submitted(db, test);
	expect(next.number).toBe(2);
});

test('a pin outside the area is refused at its field and changes nothing', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const swapped = { kind: 'pin', lat: kesselbrink.lng, lng: kesselbrink.lat, blur: false } as const;
	await expect(submitted(db, test, { where: swapped })).rejects.toMatchObject({
		kind: 'invalid',
		fields: { where: 'outside_area' }
	});
	expect(await db.selectFrom('ideas').selectAll().execute()).toEqual([]);
});

test('a home is never stored where it is', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test, { where: { kind: 'pin', ...kesselbrink, blur: true } });
	const stored = await db.selectFrom('ideas').select(['lat', 'lng']).executeTakeFirstOrThrow();
	const metres = Math.hypot(
		(stored.lat! - kesselbrink.lat) * 111_320,
		(stored.lng! - kesselbrink.lng) * 111_320 * Math.cos((kesselbrink.lat * Math.PI) / 180)
	);
	expect(metres).toBeGreaterThan(49);
	expect(metres).toBeLessThan(151);
});

test('a named place must belong to the map; "somewhere in the quarter" has no point', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const elsewhere = { kind: 'place', placeId: 'bielefeld-heepen' } as const;
	await expect(submitted(db, test, { where: elsewhere })).rejects.toMatchObject({
		fields: { where: 'place_unknown' }
	});
	await submitted(db, test, { where: { kind: 'place', placeId: 'bielefeld-kesselbrink' } });
	await submitted(db, test, { where: { kind: 'quarter' } });
	const rows = await db.selectFrom('ideas').select(['placeId', 'lat']).orderBy('number').execute();
	expect(rows.map(({ placeId }) => placeId)).toEqual(['bielefeld-kesselbrink', 'bielefeld-mitte']);
	expect(rows[1]!.lat).toBeNull();
});

test.each(['announced', 'finished'])('a map that is %s takes no ideas', async (status) => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { status });
	await expect(submitted(db, test)).rejects.toMatchObject({ reason: 'not_now_contribute' });
});

test('a map in the phase "support" takes no ideas', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { phases: [{ kind: 'support', startsAt: null, endsAt: null }] });
	const map = await mapOf(db, test.activityId, today);
	await expect(submitted(db, { ...test, map })).rejects.toMatchObject({ kind: 'conflict' });
});
