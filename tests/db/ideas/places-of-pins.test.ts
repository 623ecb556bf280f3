import { expect, test } from 'vitest';
import { importBoundaries } from '#lib/core/places/import.server.ts';
import { innermostPlaceWithin } from '#lib/core/places/innermost.server.ts';
import { removeBoundary } from '#lib/core/places/writes.server.ts';
import { placePinsByOutlines } from '#lib/formats/ideas/place-pins.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, kesselbrink, submitted, type TestMap } from '../../fixture/idea-map.ts';
import { staff } from '../../fixture/town.ts';

/** A square of this many degrees to each side of the Kesselbrink. */
const around = (half: number, { lat, lng } = kesselbrink) => ({
	type: 'Polygon' as const,
	coordinates: [
		[
			[lng - half, lat - half],
			[lng + half, lat - half],
			[lng + half, lat + half],
			[lng - half, lat + half],
			[lng - half, lat - half]
		]
	]
});

const file = (outlines: Record<string, object>) =>
	JSON.stringify({
		type: 'FeatureCollection',
		features: Object.entries(outlines).map(([id, geometry]) => ({ type: 'Feature', id, geometry }))
	});

async function outlined(db: Db, outlines: Record<string, object>) {
	const administrator = await staff(db, 'administrator', [
		'bielefeld',
		'bielefeld-mitte',
		'bielefeld-heepen',
		'bielefeld-kesselbrink'
	]);
	const done = await importBoundaries(db, administrator, file(outlines), null);
	expect(done).not.toHaveProperty('problems');
	return administrator;
}

const placesOf = async (db: Db, { activityId }: TestMap) =>
	(
		await db
			.selectFrom('ideas')
			.select('placeId')
			.where('activityId', '=', activityId)
			.orderBy('number')
			.execute()
	).map(({ placeId }) => placeId);

test('a point belongs to the innermost place with an outline around it, whatever else is around', async () => {
	const { db } = await freshDatabase();
	await ideaMap(db);
	await outlined(db, {
		'bielefeld-mitte': around(0.01),
		'bielefeld-kesselbrink': around(0.001),
		'bielefeld-heepen': around(0.02)
	});
	const innermost = await innermostPlaceWithin(db, 'bielefeld-mitte');
	const { lat, lng } = kesselbrink;
	expect(innermost([lng, lat])).toBe('bielefeld-kesselbrink');
	expect(innermost([lng + 0.005, lat])).toBe('bielefeld-mitte');
	expect(innermost([lng + 0.015, lat])).toBeNull();
});

test('places without an outline are not guessed, so that the map keeps its own place', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await db
		.updateTable('places')
		.set(kesselbrink)
		.where('id', '=', 'bielefeld-kesselbrink')
		.execute();
	await submitted(db, test);
	expect(await placesOf(db, test)).toEqual(['bielefeld-mitte']);
});

test('a new pin is placed at once, an older one after an outline has come or gone', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test);
	const administrator = await outlined(db, { 'bielefeld-kesselbrink': around(0.001) });
	await submitted(db, test);
	expect(await placesOf(db, test)).toEqual(['bielefeld-mitte', 'bielefeld-kesselbrink']);
	await placePinsByOutlines(db);
	expect(await placesOf(db, test)).toEqual(['bielefeld-kesselbrink', 'bielefeld-kesselbrink']);
	await removeBoundary(db, administrator, 'bielefeld-kesselbrink');
	await placePinsByOutlines(db);
	expect(await placesOf(db, test)).toEqual(['bielefeld-mitte', 'bielefeld-mitte']);
});

test('what somebody said about a named place or the whole quarter stays as it was said', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test, { where: { kind: 'quarter' } });
	await submitted(db, test, { where: { kind: 'place', placeId: 'bielefeld-kesselbrink' } });
	await outlined(db, { 'bielefeld-mitte': around(0.01) });
	await placePinsByOutlines(db);
	expect(await placesOf(db, test)).toEqual(['bielefeld-mitte', 'bielefeld-kesselbrink']);
});

test('without a changed outline the hourly run touches no pin', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await outlined(db, { 'bielefeld-kesselbrink': around(0.001) });
	await submitted(db, test);
	await placePinsByOutlines(db);
	// Staff have moved it by hand since.
	await db.updateTable('ideas').set({ placeId: 'bielefeld-mitte' }).execute();
	await placePinsByOutlines(db);
	expect(await placesOf(db, test)).toEqual(['bielefeld-mitte']);
});
