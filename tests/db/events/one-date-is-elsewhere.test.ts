import { expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { readBoard } from '#lib/formats/events/coverage/read-board.server.ts';
import { placeDate, type DatePlace } from '#lib/formats/events/dates/place-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { answerProgramme } from '#lib/formats/events/feeds/feeds.server.ts';
import { programmeOf } from '#lib/formats/events/programme/programme.server.ts';
import { tellOfDates } from '#lib/formats/events/registration/tell-of-dates.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { readIcal } from '#lib/platform/calendar/read-ical.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { mailsTo, signUp, ticketed } from '../../fixture/event-registration.ts';
import { approved, at, before, daily, eventSeries } from '../../fixture/events.ts';

const hall: DatePlace = {
	placeId: 'bielefeld-heepen',
	venue: 'Turnhalle',
	address: '',
	note: 'Wegen des Regens'
};
const usual: DatePlace = { placeId: '', venue: '', address: '', note: '' };

const refOf = async (db: Db, eventId: string, nth = 0) => ({
	eventId,
	dateId: (await datesOf(db, eventId))[nth]!.id,
	revision: (await eventOf(db, eventId)).revision
});

test('one date takes place in a hall in another district: programme, calendar and board know, the others stay', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	await placeDate(db, series.host, await refOf(db, eventId, 1), hall, before);
	const { dates } = await programmeOf(db, series.slug, before);
	expect(dates.slice(0, 3)).toMatchObject([
		{ placeName: 'Kesselbrink', venue: 'Grünanlage' },
		{ placeName: 'Heepen', venue: 'Turnhalle', address: '', note: 'Wegen des Regens' },
		{ placeName: 'Kesselbrink', venue: 'Grünanlage' }
	]);
	const request = new Request('https://palaver.example/x.ics');
	const feed = await answerProgramme(request, db, series.slug, 'ics', 'https://palaver.example');
	const [event] = readIcal(Buffer.from(await feed.text())).events;
	expect(event!.location).toBe('Grünanlage, Kesselbrink');
	expect(event!.overrides).toMatchObject([
		{ instead: '2026-05-10T15:00', location: 'Turnhalle, Heepen' }
	]);
	const { board } = await readBoard(db, series.moderator, series.activityId, before);
	const heepen = board.rows.find(({ id }) => id === 'bielefeld-heepen')!;
	expect(heepen.all.approved).toBe(1);
	expect((await datesOf(db, eventId))[1]!.sequence).toBe(1);
});

test('of a date in another place the old venue is not told, even where no new one is', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series);
	await placeDate(db, series.host, await refOf(db, eventId), { ...hall, venue: '' }, before);
	const { dates } = await programmeOf(db, series.slug, before);
	expect(dates[0]).toMatchObject({ placeName: 'Heepen', venue: '' });
});

test('those who registered are told once, with the new place, and again when it is where it was', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	await signUp(db, on, { email: 'gast@example.org' });
	await placeDate(db, series.host, await refOf(db, on.eventId), hall, before);
	await tellOfDates(db, on.eventId, at());
	await tellOfDates(db, on.eventId, at());
	const told = await mailsTo(db, 'gast@example.org');
	expect(told).toHaveLength(2);
	expect(told[1]).toContain('Anderer Ort');
	await signUp(db, on, { email: 'neu@example.org' });
	await tellOfDates(db, on.eventId, at());
	expect(await mailsTo(db, 'neu@example.org')).toHaveLength(1);
	await placeDate(db, series.host, await refOf(db, on.eventId), usual, before);
	await tellOfDates(db, on.eventId, at());
	expect(await mailsTo(db, 'gast@example.org')).toHaveLength(3);
	const { body } = await db
		.selectFrom('mails')
		.select('body')
		.where('recipient', '=', 'neu@example.org')
		.orderBy('createdAt', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	expect(body).toMatch(/Ort: .*Grünanlage, Kesselbrink/);
});

test('a place of another city, a venue without end and a date that has begun are refused, and nothing changes', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await db.insertInto('places').values({ id: 'halle', name: 'Halle', kind: 'city' }).execute();
	const { eventId } = await approved(db, series);
	const ref = await refOf(db, eventId);
	const tried = (place: Partial<DatePlace>, now = before) =>
		placeDate(db, series.host, ref, { ...hall, ...place }, now);
	await expect(tried({ placeId: 'halle' })).rejects.toMatchObject({
		fields: { placeId: 'place_elsewhere' }
	});
	await expect(tried({ venue: 'x'.repeat(201) })).rejects.toMatchObject({
		fields: { venue: 'text_too_long' }
	});
	await expect(tried({}, new Date('2026-05-09T14:00:00Z'))).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
	await expect(placeDate(db, anonymous, ref, hall, before)).rejects.toMatchObject({
		reason: 'not_allowed'
	});
	expect((await datesOf(db, eventId))[0]).toMatchObject({ placeName: null, venue: null });
});

test('events that lie in no district are named below the board', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await approved(db, series);
	const { number } = await approved(db, series, { content: { placeId: 'bielefeld' } });
	const { outside } = await readBoard(db, series.moderator, series.activityId, before);
	expect(outside).toMatchObject([{ number, placeName: 'Bielefeld' }]);
});
