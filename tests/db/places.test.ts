import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { anonymous, roles, system } from '#lib/access/actor.ts';
import {
	importBoundaries,
	importPlaces,
	previewBoundaries,
	previewPlaces
} from '#lib/core/places/import.server.ts';
import { allPlaces, boundaryOf, pathOf, subtreeIds } from '#lib/core/places/reads.server.ts';
import { changePlace, removeBoundary } from '#lib/core/places/writes.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../fixture/database.ts';
import { buildTown, staff } from '../fixture/town.ts';

const demo = readFileSync('demo/places.json', 'utf8');
const kesselbrink = (changed: Record<string, unknown> = {}) =>
	JSON.stringify([
		{
			id: 'bielefeld-kesselbrink',
			name: 'Kesselbrink',
			kind: 'square',
			parent: 'bielefeld-mitte',
			...changed
		}
	]);
const outline = (placeId: string, east = 8.6) =>
	JSON.stringify({
		type: 'FeatureCollection',
		features: [
			{
				type: 'Feature',
				properties: { id: placeId },
				geometry: {
					type: 'Polygon',
					coordinates: [
						[
							[8.5, 52],
							[east, 52],
							[east, 52.1],
							[8.5, 52]
						]
					]
				}
			}
		]
	});
const history = (db: Db) =>
	db.selectFrom('history').select(['action', 'subjectId']).orderBy('id').execute();
const town = async () => {
	const { db } = await freshDatabase();
	await buildTown(db);
	return db;
};

describe('importing places', () => {
	test('into an empty house brings all of them, with history', async () => {
		const { db } = await freshDatabase();
		await importPlaces(db, system, demo, null);
		expect(await allPlaces(db)).toHaveLength(29);
		expect(await history(db)).toHaveLength(29);
	});

	test('a second time changes nothing', async () => {
		const { db } = await freshDatabase();
		await importPlaces(db, system, demo, null);
		expect(await importPlaces(db, system, demo, null)).toMatchObject({
			changes: [],
			unchanged: 29
		});
		expect(await history(db)).toHaveLength(29);
	});

	test('previews what changes and changes nothing', async () => {
		const db = await town();
		expect(
			await previewPlaces(db, system, kesselbrink({ name: 'Großer Kesselbrink' }))
		).toMatchObject({
			changes: [
				{
					id: 'bielefeld-kesselbrink',
					before: { name: 'Kesselbrink' },
					after: { name: 'Großer Kesselbrink' }
				}
			],
			unchanged: 0
		});
		expect(await history(db)).toEqual([]);
	});

	test('leaves what the file does not tell', async () => {
		const db = await town();
		await importPlaces(db, system, kesselbrink({ lat: 52.02, lng: 8.54 }), null);
		await importPlaces(db, system, kesselbrink(), null);
		expect((await pathOf(db, 'bielefeld-kesselbrink')).at(-1)).toMatchObject({ lat: 52.02 });
	});

	test('with one wrong entry changes nothing at all', async () => {
		const db = await town();
		const rows = [
			{ id: 'bielefeld-senne', name: 'Senne', kind: 'district', parent: 'bielefeld' },
			{ id: 'bielefeld-brake', name: 'Brake', kind: 'quarter', parent: 'nowhere' }
		];
		expect(await importPlaces(db, system, JSON.stringify(rows), null)).toMatchObject({
			problems: [{ code: 'parent_unknown', field: 'parent', found: 'nowhere' }]
		});
		expect(await allPlaces(db)).toHaveLength(4);
	});

	test('is refused when something else would happen than the preview said', async () => {
		const db = await town();
		const preview = await previewPlaces(db, system, kesselbrink({ name: 'Neu' }));
		if ('problems' in preview) throw new Error('the file is good');
		await importPlaces(db, system, kesselbrink({ name: 'Dazwischen' }), null);
		await expect(
			importPlaces(db, system, kesselbrink({ name: 'Neu' }), preview.fingerprint)
		).rejects.toMatchObject({ kind: 'conflict', reason: 'changed_since_preview' });
	});

	test('that changes nothing is still nothing for somebody without the role', async () => {
		const db = await town();
		const juror = await staff(db, 'juror', ['bielefeld-mitte']);
		await expect(previewPlaces(db, juror, kesselbrink())).rejects.toMatchObject({
			kind: 'forbidden'
		});
		await expect(previewBoundaries(db, juror, '{}')).rejects.toMatchObject({ kind: 'forbidden' });
	});

	test('of somebody who keeps one district cannot reach another', async () => {
		const db = await town();
		const keeper = await staff(db, 'administrator', ['bielefeld-mitte', 'bielefeld-kesselbrink']);
		const added = (parent: string) =>
			JSON.stringify([{ id: 'neu', name: 'Neu', kind: 'quarter', parent }]);
		await expect(previewPlaces(db, keeper, added('bielefeld-heepen'))).rejects.toMatchObject({
			kind: 'forbidden'
		});
		await expect(
			importPlaces(db, keeper, kesselbrink({ parent: 'bielefeld-heepen' }), null)
		).rejects.toMatchObject({ kind: 'forbidden' });
		await importPlaces(db, keeper, added('bielefeld-mitte'), null);
		expect(await subtreeIds(db, ['bielefeld-mitte'])).toContain('neu');
	});
});

describe('importing outlines', () => {
	test('keeps them, once, with history', async () => {
		const db = await town();
		const file = outline('bielefeld-mitte');
		expect(await importBoundaries(db, system, file, null)).toMatchObject({
			changes: [{ id: 'bielefeld-mitte', replaces: false }]
		});
		expect(await importBoundaries(db, system, file, null)).toMatchObject({ changes: [] });
		expect(await boundaryOf(db, 'bielefeld-mitte')).toMatchObject({ type: 'Polygon' });
		expect(await history(db)).toEqual([{ action: 'place.bounded', subjectId: 'bielefeld-mitte' }]);
	});

	test('says in the preview that one is replaced', async () => {
		const db = await town();
		await importBoundaries(db, system, outline('bielefeld-mitte'), null);
		expect(await previewBoundaries(db, system, outline('bielefeld-mitte', 8.7))).toMatchObject({
			changes: [{ id: 'bielefeld-mitte', replaces: true }]
		});
	});

	test('is refused when something else would happen than the preview said', async () => {
		const db = await town();
		const file = outline('bielefeld-mitte');
		const preview = await previewBoundaries(db, system, file);
		if ('problems' in preview) throw new Error('the file is good');
		await importBoundaries(db, system, file, null);
		await expect(importBoundaries(db, system, file, preview.fingerprint)).rejects.toMatchObject({
			reason: 'changed_since_preview'
		});
	});

	test('can be taken back, and taking back twice is harmless', async () => {
		const db = await town();
		await importBoundaries(db, system, outline('bielefeld-mitte'), null);
		await removeBoundary(db, system, 'bielefeld-mitte');
		await removeBoundary(db, system, 'bielefeld-mitte');
		expect(await boundaryOf(db, 'bielefeld-mitte')).toBeNull();
		expect((await history(db)).map(({ action }) => action)).toEqual([
			'place.bounded',
			'place.unbounded'
		]);
	});
});

describe('changing a place', () => {
	const form = { name: 'Kesselbrink', lat: '52,0236', lng: '8.5405', position: '3' };

	test('takes a comma as decimal point and an empty position as none', async () => {
		const db = await town();
		await changePlace(db, system, 'bielefeld-kesselbrink', form);
		expect((await pathOf(db, 'bielefeld-kesselbrink')).at(-1)).toMatchObject({
			lat: 52.0236,
			position: 3
		});
		await changePlace(db, system, 'bielefeld-kesselbrink', { ...form, lat: '', lng: '' });
		expect((await pathOf(db, 'bielefeld-kesselbrink')).at(-1)).toMatchObject({ lat: null });
	});

	test.each([
		[{ name: ' ' }, { name: 'missing' }],
		[{ name: 'x'.repeat(121) }, { name: 'name_long' }],
		[{ lat: '95' }, { lat: 'lat_range' }],
		[{ lat: 'Nord' }, { lat: 'lat_range' }],
		[{ lng: '-181' }, { lng: 'lng_range' }],
		[{ lat: '' }, { lat: 'half_a_position' }],
		[{ position: '-1' }, { position: 'count_expected' }]
	])('with %j says where it is wrong and changes nothing', async (wrong, fields) => {
		const db = await town();
		await expect(
			changePlace(db, system, 'bielefeld-kesselbrink', { ...form, ...wrong })
		).rejects.toMatchObject({ kind: 'invalid', fields });
		expect(await history(db)).toEqual([]);
	});

	test('that does not exist is refused', async () => {
		const db = await town();
		await expect(changePlace(db, system, 'nowhere', form)).rejects.toMatchObject({
			kind: 'missing'
		});
		await expect(removeBoundary(db, system, 'nowhere')).rejects.toMatchObject({ kind: 'missing' });
	});
});

describe('only the administration of a place', () => {
	const actions = {
		'changes it': (db: Db, actor: Parameters<typeof changePlace>[1]) =>
			changePlace(db, actor, 'bielefeld-mitte', { name: 'M', lat: '', lng: '', position: '0' }),
		'takes its outline away': (db: Db, actor: Parameters<typeof changePlace>[1]) =>
			removeBoundary(db, actor, 'bielefeld-mitte'),
		'imports its outline': (db: Db, actor: Parameters<typeof changePlace>[1]) =>
			importBoundaries(db, actor, outline('bielefeld-mitte'), null),
		'imports places into it': (db: Db, actor: Parameters<typeof changePlace>[1]) =>
			importPlaces(db, actor, kesselbrink({ name: 'K' }), null)
	};
	const keeps = ['bielefeld-mitte', 'bielefeld-kesselbrink'];

	test.each(Object.entries(actions))('%s', async (_, act) => {
		const db = await town();
		const administrator = await staff(db, 'administrator', keeps);
		await expect(act(db, { ...administrator, secondFactor: false })).rejects.toMatchObject({
			kind: 'forbidden'
		});
		const neighbour = await staff(db, 'administrator', ['bielefeld-heepen']);
		await expect(act(db, neighbour)).rejects.toMatchObject({ kind: 'forbidden' });
		await expect(act(db, anonymous)).rejects.toMatchObject({ kind: 'unauthenticated' });
		for (const role of roles) {
			const attempt = act(db, await staff(db, role, keeps));
			if (role === 'administrator') await attempt;
			else await expect(attempt, role).rejects.toMatchObject({ kind: 'forbidden' });
		}
	});
});

describe('the tree', () => {
	test('tells the way from the city to a square', async () => {
		const db = await town();
		expect((await pathOf(db, 'bielefeld-kesselbrink')).map(({ id }) => id)).toEqual([
			'bielefeld',
			'bielefeld-mitte',
			'bielefeld-kesselbrink'
		]);
		expect(await pathOf(db, 'nowhere')).toEqual([]);
	});

	test('tells everything below some places, each once', async () => {
		const db = await town();
		expect(await subtreeIds(db, ['bielefeld-mitte', 'bielefeld-kesselbrink'])).toEqual(
			new Set(['bielefeld-mitte', 'bielefeld-kesselbrink'])
		);
		expect(await subtreeIds(db, [])).toEqual(new Set());
	});

	test('sorts by position, then by name as German does', async () => {
		const db = await town();
		await db
			.updateTable('places')
			.set({ name: 'Ärzteviertel' })
			.where('name', '=', 'Mitte')
			.execute();
		const districts = async () =>
			(await allPlaces(db)).filter(({ kind }) => kind === 'district').map(({ name }) => name);
		expect(await districts()).toEqual(['Ärzteviertel', 'Heepen']);
		await db
			.updateTable('places')
			.set({ position: 1 })
			.where('name', '=', 'Ärzteviertel')
			.execute();
		expect(await districts()).toEqual(['Heepen', 'Ärzteviertel']);
	});
});

test('what cannot be an id of a place is no place, and no fault', async () => {
	const { db } = await freshDatabase();
	await buildTown(db);
	for (const text of ['\0', 'Bielefeld', '', "'"]) {
		expect(await pathOf(db, text)).toEqual([]);
		expect([...(await subtreeIds(db, [text, 'bielefeld-kesselbrink']))]).toEqual([
			'bielefeld-kesselbrink'
		]);
	}
});
