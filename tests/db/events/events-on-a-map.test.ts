import { expect, test } from 'vitest';
import { filterOf } from '#lib/formats/events/programme/filter.ts';
import { answerSpots } from '#lib/formats/events/programme/map-features.server.ts';
import { programmeMap } from '#lib/formats/events/programme/map.server.ts';
import { states } from '#lib/formats/events/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { approved, before, eventSeries, type TestSeries } from '../../fixture/events.ts';

const config = { tileUrl: '', tileAttribution: '' };
const onMap = (db: Db, { activityId, slug }: TestSeries, query = '') =>
	programmeMap(
		db,
		config,
		{ activityId, slug, placeId: 'bielefeld' },
		filterOf(new URLSearchParams(query)),
		{ now: before, locale: 'de' }
	);

const features = async (db: Db, { slug }: TestSeries, query = '') => {
	const request = new Request(`https://palaver.example/api/v1/events/${slug}/map.geojson${query}`);
	const answer = await answerSpots(request, db, slug, before);
	return { status: answer.status, body: await answer.json() };
};

async function town(): Promise<{ db: Db; series: TestSeries }> {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await db
		.updateTable('places')
		.set({ lat: 52.025, lng: 8.537 })
		.where('id', '=', 'bielefeld-kesselbrink')
		.execute();
	await db.updateTable('places').set({ lat: 52, lng: 8.5 }).where('id', '=', 'bielefeld').execute();
	return { db, series };
}

test('an event stands at its own point, else in the middle of its place, never in the middle of the city', async () => {
	const { db, series } = await town();
	await approved(db, series, { content: { lat: 52.03, lng: 8.54 } });
	await approved(db, series);
	await approved(db, series, { content: { placeId: 'bielefeld', title: { de: 'Irgendwo' } } });
	await approved(db, series, { content: { placeId: 'bielefeld-heepen', title: { de: 'Heepen' } } });
	const { body } = await features(db, series);
	const points = body.features.map(({ geometry, properties }: (typeof body.features)[number]) => [
		properties.number,
		...geometry.coordinates
	]);
	expect(points).toEqual([
		[1, 8.54, 52.03],
		[2, 8.537, 52.025]
	]);
	const map = await onMap(db, series);
	expect(map).toMatchObject({ total: 4, onMap: 2 });
	expect(map.listOnly.map(({ number }) => number)).toEqual([3, 4]);
});

test('an event with a date elsewhere is at both spots', async () => {
	const { db, series } = await town();
	const { eventId } = await approved(db, series, {
		content: { placeId: 'bielefeld-heepen', lat: 52.03, lng: 8.6, rule: 'FREQ=DAILY;COUNT=3' }
	});
	await db
		.updateTable('eventDates')
		.set({ placeId: 'bielefeld-kesselbrink' })
		.where('eventId', '=', eventId)
		.where('localStart', '=', '2026-05-10T15:00')
		.execute();
	const { body } = await features(db, series);
	expect(body.total).toBe(2);
	expect(await onMap(db, series)).toMatchObject({ total: 1, onMap: 1, listOnly: [] });
});

test('the map is filtered as the list is, and shows the part that is asked for', async () => {
	const { db, series } = await town();
	await approved(db, series, { content: { lat: 52.03, lng: 8.54 } });
	await approved(db, series, { content: { kind: 'course' } });
	expect((await onMap(db, series, 'kind=course')).kinds).toEqual(['course']);
	expect((await features(db, series, '?kind=course')).body.total).toBe(1);
	expect((await features(db, series, '?bbox=8.539,52.029,8.541,52.031')).body.total).toBe(1);
	expect((await features(db, series, '?bbox=1,2,3')).status).toBe(400);
	expect((await features(db, { ...series, slug: 'keine' })).status).toBe(404);
});

test.each(states)('of an event that is %s the map tells what the list tells', async (state) => {
	const { db, series } = await town();
	const { eventId } = await approved(db, series);
	await db
		.updateTable('events')
		.set({ state, changedSince: false })
		.where('id', '=', eventId)
		.execute();
	const isPublic = state === 'approved' || state === 'cancelled';
	expect((await features(db, series)).body.total).toBe(isPublic ? 1 : 0);
	await db.updateTable('events').set({ closed: true }).where('id', '=', eventId).execute();
	expect((await features(db, series)).body.total).toBe(0);
});
