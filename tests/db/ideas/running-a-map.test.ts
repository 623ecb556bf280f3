import { expect, test } from 'vitest';
import { setArea, ideasOutside, readArea } from '#lib/formats/ideas/area.server.ts';
import { changeMap } from '#lib/formats/ideas/change-map.server.ts';
import { activityCommands, activityStatuses, activityWorkflow } from '#lib/core/activities/run.ts';
import { slugOf } from '#lib/core/activities/slug.ts';
import { archiveMap } from '#lib/formats/ideas/retention.server.ts';
import { deleteMap, runMap, setMapOutcome } from '#lib/formats/ideas/run-map.server.ts';
import { freeSlug } from '#lib/formats/ideas/slug.server.ts';
import { listMaps, readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import type { Boundary } from '#lib/core/places/boundary.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, kesselbrink, submitted } from '../../fixture/idea-map.ts';
import { staff } from '../../fixture/town.ts';

const now = new Date('2026-11-25T10:00:00Z');
const later = new Date('2027-02-25T10:00:00Z');

test('every command leads where the workflow says, and nothing else moves a map', async () => {
	const { db } = await freshDatabase();
	for (const status of activityStatuses) {
		for (const command of activityCommands) {
			const archived = status === 'archived';
			const { activityId, moderator } = await ideaMap(db, {
				status: archived ? 'finished' : status
			});
			if (archived) await archiveMap(db, moderator, activityId);
			const next = activityWorkflow[status][command];
			const done = runMap(db, moderator, activityId, command, now);
			if (next) await done;
			else await expect(done).rejects.toMatchObject({ reason: 'not_possible_now' });
			const row = await db
				.selectFrom('activities')
				.select('status')
				.where('id', '=', activityId)
				.executeTakeFirstOrThrow();
			expect(row.status, `${command} of a map that is ${status}`).toBe(next ?? status);
		}
	}
});

test('two who press at once: one starts the map, the other is told', async () => {
	const { db } = await freshDatabase();
	const { activityId, moderator } = await ideaMap(db, { status: 'draft' });
	const both = await Promise.allSettled(
		[1, 2].map(() => runMap(db, moderator, activityId, 'start', now))
	);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const started = await db
		.selectFrom('history')
		.select('id')
		.where('action', '=', 'ideas.started')
		.execute();
	expect(started).toHaveLength(1);
});

test('the window is filled in from what happened, and opening again takes a past end away', async () => {
	const { db } = await freshDatabase();
	const { activityId, moderator } = await ideaMap(db, { status: 'draft' });
	const window = () =>
		db
			.selectFrom('activities')
			.select(['startsAt', 'endsAt'])
			.where('id', '=', activityId)
			.executeTakeFirstOrThrow();
	await runMap(db, moderator, activityId, 'start', now);
	await runMap(db, moderator, activityId, 'finish', later);
	expect(await window()).toEqual({ startsAt: now, endsAt: later });
	await runMap(db, moderator, activityId, 'reopen', later);
	expect(await window()).toEqual({ startsAt: now, endsAt: null });
});

test('who saves settings that somebody else has changed meanwhile is told, and nothing is lost', async () => {
	const { db } = await freshDatabase();
	const { activityId, moderator } = await ideaMap(db);
	const { settings, version } = await readMap(db, moderator, activityId, now);
	const titled = (de: string) => ({ ...settings, title: { de } });
	const both = await Promise.allSettled(
		['Eins', 'Zwei'].map((de) => changeMap(db, moderator, activityId, titled(de), version))
	);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const after = await readMap(db, moderator, activityId, now);
	expect(after.title['de']).toBe(both[0]!.status === 'fulfilled' ? 'Eins' : 'Zwei');
	expect(after.version).toBe(version + 1);
});

test('a category in which ideas lie is archived, never removed; an empty one goes', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { activityId, moderator } = test;
	await submitted(db, test);
	const { settings, version } = await readMap(db, moderator, activityId, now);
	const [used, empty] = settings.categories;
	const change = (categories: typeof settings.categories, seen: number) =>
		changeMap(db, moderator, activityId, { ...settings, categories }, seen);
	await expect(change([empty!], version)).rejects.toMatchObject({
		fields: { categories: 'category_used' }
	});
	const fresh = { name: { de: 'Neu' }, icon: 'heart', colour: 'rose' } as const;
	await change([fresh, { ...used!, archived: true }], version);
	const after = (await readMap(db, moderator, activityId, now)).map.categories;
	expect(after.map(({ name, archived }) => [name['de'], archived])).toEqual([
		['Neu', false],
		['Idee', true]
	]);
	await expect(submitted(db, test)).resolves.toBeDefined(); // with the map as it was read before
	await change(
		[
			{ ...fresh, id: after[0]!.id },
			{ ...used!, archived: false }
		],
		version + 1
	);
	const back = (await readMap(db, moderator, activityId, now)).map.categories;
	expect(back.map(({ archived }) => archived)).toEqual([false, false]);
});

test('a category of another map is none of this one', async () => {
	const { db } = await freshDatabase();
	const [one, other] = [await ideaMap(db), await ideaMap(db)];
	const { settings, version } = await readMap(db, one.moderator, one.activityId, now);
	const stolen = { ...settings.categories[0]!, id: other.map.categories[0]!.id };
	await expect(
		changeMap(db, one.moderator, one.activityId, { ...settings, categories: [stolen] }, version)
	).rejects.toMatchObject({ fields: { 'categories.0': 'category_unknown' } });
});

test('the address stands once it was announced, the place once there are ideas', async () => {
	const { db } = await freshDatabase();
	const draft = await ideaMap(db, { status: 'draft' });
	const read = await readMap(db, draft.moderator, draft.activityId, now);
	const moved = { ...read.settings, slug: 'neu', placeId: 'bielefeld-kesselbrink' };
	await changeMap(db, draft.moderator, draft.activityId, moved, read.version);
	const test = await ideaMap(db);
	const { settings, version } = await readMap(db, test.moderator, test.activityId, now);
	const change = (different: Partial<typeof settings>) =>
		changeMap(db, test.moderator, test.activityId, { ...settings, ...different }, version);
	await expect(change({ slug: 'neu' })).rejects.toMatchObject({ fields: { slug: 'slug_final' } });
	await submitted(db, test);
	await expect(change({ placeId: 'bielefeld-kesselbrink' })).rejects.toMatchObject({
		fields: { placeId: 'place_final' }
	});
});

test('an address belongs to one map, also for two who save at once', async () => {
	const { db } = await freshDatabase();
	const [one, other] = [
		await ideaMap(db, { status: 'draft' }),
		await ideaMap(db, { status: 'draft' })
	];
	const renamed = async ({ moderator, activityId }: typeof one) => {
		const { settings, version } = await readMap(db, moderator, activityId, now);
		return changeMap(db, moderator, activityId, { ...settings, slug: 'platz' }, version);
	};
	const both = await Promise.allSettled([renamed(one), renamed(other)]);
	expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([
		{ reason: { fields: { slug: 'slug_taken' } } }
	]);
});

test.each([
	['Platz-Konzept: Größe & Fläche', 'platz-konzept-groesse-flaeche'],
	['  Café  ', 'cafe'],
	['أفكار', 'ideen'],
	['x'.repeat(200), 'x'.repeat(55)]
])('the title "%s" suggests the address "%s"', (title, slug) => {
	expect(slugOf(title, 'ideen')).toBe(slug);
});

test('a suggested address that is taken gets the next number', async () => {
	const { db } = await freshDatabase();
	await ideaMap(db, { slug: 'platz' });
	await ideaMap(db, { slug: 'platz-2' });
	expect(await freeSlug(db, 'platz')).toBe('platz-3');
	expect(await freeSlug(db, 'plat')).toBe('plat');
});

test('a map on which somebody said something is not deleted, an empty one is', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test);
	await expect(deleteMap(db, test.moderator, test.activityId)).rejects.toMatchObject({
		reason: 'map_not_empty'
	});
	const empty = await ideaMap(db, { status: 'draft' });
	await deleteMap(db, empty.moderator, empty.activityId);
	await expect(readMap(db, empty.moderator, empty.activityId, now)).rejects.toMatchObject({
		reason: 'map_unknown'
	});
});

const west: Boundary = {
	type: 'Polygon',
	coordinates: [
		[
			[8.53, 52.01],
			[8.538, 52.01],
			[8.538, 52.04],
			[8.53, 52.04],
			[8.53, 52.01]
		]
	]
};

test('a smaller area says which ideas it leaves outside, and only what was agreed to is set', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { activityId, moderator } = test;
	await submitted(db, test);
	await submitted(db, test, { where: { kind: 'quarter' } });
	await submitted(db, test, {
		where: { kind: 'pin', lat: kesselbrink.lat, lng: 8.535, blur: false }
	});
	expect(await ideasOutside(db, activityId, west)).toEqual([1]);
	await expect(setArea(db, moderator, activityId, west, 0)).rejects.toMatchObject({
		reason: 'outside_changed'
	});
	await setArea(db, moderator, activityId, west, 1);
	expect((await readArea(db, moderator, activityId)).own).toEqual(west);
	await setArea(db, moderator, activityId, null, 0);
	expect((await readMap(db, moderator, activityId, now)).ownArea).toBe(false);
});

test('the list counts ideas, what waits and what is overdue, at one’s own places only', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test);
	const { ideaId } = await submitted(db, test);
	await db.updateTable('ideas').set({ visibility: 'waiting' }).where('id', '=', ideaId).execute();
	const counts = async (at: Date) =>
		(await listMaps(db, test.moderator, at)).map(({ ideas, waiting, overdue }) => [
			ideas,
			waiting,
			overdue
		]);
	expect(await counts(new Date())).toEqual([[1, 1, 0]]);
	expect(await counts(new Date(Date.now() + 50 * 86_400_000))).toEqual([[1, 1, 1]]);
	const elsewhere = await staff(db, 'moderator', ['bielefeld-heepen']);
	expect(await listMaps(db, elsewhere, now)).toEqual([]);
});

test('what becomes of it is said and taken back, and the history tells every step', async () => {
	const { db } = await freshDatabase();
	const { activityId, moderator } = await ideaMap(db);
	await setMapOutcome(db, moderator, activityId, { de: 'Zwei Bänke kommen.' });
	expect((await readMap(db, moderator, activityId, now)).outcome).toEqual({
		de: 'Zwei Bänke kommen.'
	});
	await setMapOutcome(db, moderator, activityId, {});
	expect((await readMap(db, moderator, activityId, now)).outcome).toBeNull();
});
