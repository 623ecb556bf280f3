import { expect, test } from 'vitest';
import { addressesOf } from '#lib/formats/events/addresses.server.ts';
import { cancelDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { cancelEvent } from '#lib/formats/events/entry/cancel-event.server.ts';
import { changeEvent, contentRow } from '#lib/formats/events/entry/change-event.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { programmeOf } from '#lib/formats/events/programme/programme.server.ts';
import {
	listPublicSeries,
	publicEvent
} from '#lib/formats/events/programme/public-events.server.ts';
import { states } from '#lib/formats/events/states.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { approved, at, before, daily, eventSeries } from '../../fixture/events.ts';

const unknown = { kind: 'missing', reason: 'event_unknown' };

test('everybody sees approved and cancelled events and no other, in the programme as on their page', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, number } = await approved(db, series);
	for (const state of states) {
		await db.updateTable('events').set({ state }).where('id', '=', eventId).execute();
		const isPublic = state === 'approved' || state === 'cancelled';
		const { dates } = await programmeOf(db, series.slug, before);
		expect(dates.length, state).toBe(isPublic ? 1 : 0);
		const page = publicEvent(db, series.slug, number);
		await (isPublic
			? expect(page).resolves.toMatchObject({ cancelled: state === 'cancelled' })
			: expect(page).rejects.toMatchObject(unknown));
	}
});

test('a closed event is never public, and stops being so when it is closed later', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, number, revision } = await approved(db, series);
	const content = { ...(await contentRow(db, eventId)), closed: true };
	await changeEvent(db, series.host, eventId, content, revision, before);
	await expect(publicEvent(db, series.slug, number)).rejects.toMatchObject(unknown);
	expect((await programmeOf(db, series.slug, before)).dates).toEqual([]);
	expect((await listPublicSeries(db))[0]!.events).toBe(0);
});

test('a series that is a draft is unknown to everybody', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db, {}, 'draft');
	await expect(programmeOf(db, series.slug, before)).rejects.toMatchObject({
		reason: 'series_unknown'
	});
	expect(await listPublicSeries(db)).toEqual([]);
});

test('what was asked of the office stays between host and office', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { number } = await approved(db, series);
	const seen = JSON.stringify(await publicEvent(db, series.slug, number));
	expect(seen).not.toContain('200 €');
	expect(seen).not.toContain('support');
	const { dates } = await programmeOf(db, series.slug, before);
	expect(JSON.stringify(dates)).not.toContain('200 €');
});

test('a date that is called off stays in the programme with its reason; one that the rule lost does not', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, number } = await approved(db, series, { content: daily });
	const [first, second] = await datesOf(db, eventId);
	const ref = async (dateId: string) => {
		const { revision } = await eventOf(db, eventId);
		return { eventId, dateId, revision };
	};
	const rain = { cause: 'weather', note: 'Sturm' };
	await cancelDate(db, series.host, await ref(first!.id), rain);
	await db
		.updateTable('eventDates')
		.set({ state: 'cancelled', cause: 'rule' })
		.where('id', '=', second!.id)
		.execute();
	const { dates } = await programmeOf(db, series.slug, before);
	expect(dates).toHaveLength(9);
	expect(dates[0]).toMatchObject({ state: 'cancelled', note: 'Sturm', placeName: 'Kesselbrink' });
	expect((await publicEvent(db, series.slug, number)).dates).toHaveLength(9);
});

test('the programme begins with what is not over', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await approved(db, series, { content: daily });
	const { dates } = await programmeOf(db, series.slug, new Date('2026-05-12T14:00:00Z'));
	expect(dates[0]!.startsAt).toEqual(new Date('2026-05-12T13:00:00Z'));
});

test('a cancelled event is still found, so that nobody comes in vain', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, number, revision } = await approved(db, series);
	await cancelEvent(db, series.host, eventId, { revision, reason: 'Kein Raum' }, at());
	const event = await publicEvent(db, series.slug, number);
	expect(event.cancelled).toBe(true);
	expect(event.dates.map(({ state }) => state)).toEqual(['cancelled']);
});

test('the house finds the page of a series', async () => {
	const { db } = await freshDatabase();
	const { activityId, slug } = await eventSeries(db);
	expect(await addressesOf(db, [activityId])).toEqual(new Map([[activityId, slug]]));
	expect((await addressesOf(db, [])).size).toBe(0);
});
