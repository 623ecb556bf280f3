import { expect, test } from 'vitest';
import { similarIdeas } from '#lib/formats/ideas/similar-ideas.server.ts';
import type { IdeaInput } from '#lib/formats/ideas/schema.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, kesselbrink, submitted, type TestMap } from '../../fixture/idea-map.ts';

const pin = (metresNorth = 0) =>
	({
		kind: 'pin',
		lat: kesselbrink.lat + metresNorth / 111_320,
		lng: kesselbrink.lng,
		blur: false
	}) as const;
const onTheSquare = { kind: 'place', placeId: 'bielefeld-kesselbrink' } as const;
const somewhere = { kind: 'quarter' } as const;

const found = async (
	db: Db,
	{ map }: TestMap,
	title: string,
	body = '',
	where: IdeaInput['where'] = pin()
) => (await similarIdeas(db, map, { title, body, where })).map(({ number }) => number);

test('the same wish in other words is found nearby, another wish is not', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test, {
		title: 'Mehr Bänke am Brunnen',
		body: 'Damit man sich ausruhen kann.'
	});
	await submitted(db, test, { title: 'Laternen sind nachts aus', body: 'Es ist zu dunkel.' });
	expect(await found(db, test, 'Am Brunnen fehlen Bänke')).toEqual([1]);
	expect(await found(db, test, 'Bänke')).toEqual([1]);
	expect(await found(db, test, 'Laterne kaputt')).toEqual([2]);
	expect(await found(db, test, 'Trinkwasser für Hunde')).toEqual([]);
});

test('150 metres are near, 160 are not; a home is compared where it is', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test, { title: 'Mehr Bänke am Brunnen', where: pin() });
	expect(await found(db, test, 'Mehr Bänke', '', pin(149))).toEqual([1]);
	expect(await found(db, test, 'Mehr Bänke', '', pin(160))).toEqual([]);
	expect(await found(db, test, 'Mehr Bänke', '', { ...pin(140), blur: true })).toEqual([1]);
});

test('the same named place is near, also without a point; without a place the words must be nearly the same', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test, { title: 'Mehr Bänke am Brunnen', body: '', where: onTheSquare });
	expect(await found(db, test, 'Am Brunnen fehlen Bänke', '', onTheSquare)).toEqual([1]);
	expect(await found(db, test, 'Bitte mehr Bänke am Brunnen', '', somewhere)).toEqual([1]);
	expect(await found(db, test, 'Laternen', '', somewhere)).toEqual([]);
});

test('only what everybody may see is shown, the best three first', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	for (const title of [
		'Bänke',
		'Mehr Bänke',
		'Mehr Bänke bitte',
		'Mehr Bänke am Rand',
		'Mehr Bänke'
	])
		await submitted(db, test, { title, body: '' });
	await db.updateTable('ideas').set({ visibility: 'waiting' }).where('number', '=', 2).execute();
	const numbers = await found(db, test, 'Mehr Bänke');
	expect(numbers).toHaveLength(3);
	expect(numbers[0]).toBe(5);
	expect(numbers).not.toContain(2);
});
