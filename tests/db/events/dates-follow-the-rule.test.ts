import { expect, test } from 'vitest';
import {
	cancelDate,
	markDate,
	moveDate,
	restoreDate
} from '#lib/formats/events/dates/change-date.server.ts';
import { goOnWithDates } from '#lib/formats/events/dates/go-on.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { changeEvent, contentRow } from '#lib/formats/events/entry/change-event.server.ts';
import type { EventInput } from '#lib/formats/events/entry/schema.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { approved, before, daily, drafted, eventSeries } from '../../fixture/events.ts';

const during = new Date('2026-05-12T10:00:00Z');

async function change(
	db: Db,
	series: Awaited<ReturnType<typeof eventSeries>>,
	eventId: string,
	content: Partial<EventInput>,
	now = before
) {
	const { revision } = await eventOf(db, eventId);
	const whole = { ...(await contentRow(db, eventId)), ...content };
	await changeEvent(db, series.host, eventId, whole, revision, now);
	return datesOf(db, eventId);
}

const ref = async (db: Db, eventId: string, at: number) => ({
	eventId,
	dateId: (await datesOf(db, eventId))[at]!.id,
	revision: (await eventOf(db, eventId)).revision
});

test('a daily event has a date on every day of the Aktionswoche and none after it', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await drafted(db, series, { content: daily });
	const dates = await datesOf(db, eventId);
	expect(dates.map(({ localStart }) => localStart.slice(8, 10))).toEqual([
		'09',
		'10',
		'11',
		'12',
		'13',
		'14',
		'15',
		'16',
		'17',
		'18'
	]);
	expect(dates[0]!.startsAt).toEqual(new Date('2026-05-09T13:00:00Z'));
});

test('another rule keeps the ids of the dates that stay', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const first = await datesOf(db, eventId);
	const after = await change(db, series, eventId, { rule: 'FREQ=DAILY;INTERVAL=3' });
	expect(after.map(({ id }) => id)).toEqual([0, 3, 6, 9].map((at) => first[at]!.id));
});

test('what has been is left as it was when the rule changes in the middle of the week', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const after = await change(db, series, eventId, { startsLocal: '2026-05-09T18:00' }, during);
	expect(after.map(({ localStart }) => localStart.slice(8))).toEqual([
		'09T15:00',
		'10T15:00',
		'11T15:00',
		...['12', '13', '14', '15', '16', '17', '18'].map((day) => `${day}T18:00`)
	]);
});

test('one date is called off because of the weather, stays so under another rule, and can take place after all', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const rain = { cause: 'weather', note: 'Sturmwarnung' };
	await cancelDate(db, series.host, await ref(db, eventId, 4), rain);
	const after = await change(db, series, eventId, { minutes: 180 });
	expect(after[4]).toMatchObject({ state: 'cancelled', cause: 'weather', sequence: 1 });
	expect(after[5]).toMatchObject({ state: 'planned', sequence: 1 });
	const without = await change(db, series, eventId, { except: [after[4]!.localStart] });
	expect(without[4]).toMatchObject({ id: after[4]!.id, state: 'cancelled' });
	await restoreDate(db, series.moderator, await ref(db, eventId, 4));
	expect((await datesOf(db, eventId))[4]).toMatchObject({
		state: 'planned',
		note: '',
		cause: null
	});
	expect((await eventOf(db, eventId)).changedSince).toBe(true);
});

test('a date that people were told of is called off, not deleted, when the rule loses it, and comes back with it', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const moved = { local: '2026-05-13T17:00', note: '' };
	await moveDate(db, series.host, await ref(db, eventId, 4), moved, before);
	const lost = await change(db, series, eventId, { rule: 'FREQ=DAILY;COUNT=2' });
	expect(lost.map(({ state, cause }) => [state, cause])).toEqual([
		['planned', null],
		['planned', null],
		['cancelled', 'rule']
	]);
	const again = await change(db, series, eventId, { rule: 'FREQ=DAILY' });
	expect(again.find(({ id }) => id === lost[2]!.id)).toMatchObject({
		state: 'planned',
		moved: false,
		startsAt: new Date('2026-05-13T13:00:00Z')
	});
});

test('a moved date is as long as before, stays in the period and is not moved into the past', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series);
	const move = async (local: string, now = before) =>
		moveDate(db, series.moderator, await ref(db, eventId, 0), { local, note: '' }, now);
	for (const [local, reason] of [
		['2026-05-19T10:00', 'outside_period'],
		['morgen', 'moment_invalid'],
		['2026-05-10T10:00', 'moment_passed']
	] as const)
		await expect(move(local, reason === 'moment_passed' ? during : before)).rejects.toMatchObject({
			fields: { local: reason }
		});
	await move('2026-05-18T10:00');
	const [date] = await datesOf(db, eventId);
	expect(date).toMatchObject({ moved: true, endsAt: new Date('2026-05-18T10:00:00Z') });
	expect((await eventOf(db, eventId)).changedSince).toBe(false);
});

test('a moderator says what took place, not before it began and not about what was called off', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const late = { kind: 'conflict', reason: 'not_possible_now' };
	await expect(
		markDate(db, series.moderator, await ref(db, eventId, 0), 'held', before)
	).rejects.toMatchObject(late);
	await markDate(db, series.moderator, await ref(db, eventId, 0), 'held', during);
	await markDate(db, series.moderator, await ref(db, eventId, 1), 'notHeld', during);
	await cancelDate(db, series.moderator, await ref(db, eventId, 2), { cause: 'other', note: '' });
	await expect(
		markDate(db, series.moderator, await ref(db, eventId, 2), 'held', during)
	).rejects.toMatchObject(late);
	const dates = await datesOf(db, eventId);
	expect(dates.slice(0, 3).map(({ state }) => state)).toEqual(['held', 'notHeld', 'cancelled']);
	expect(dates[0]!.sequence).toBe(0);
});

test('of two who change dates of one event at once the second is told', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const [one, two] = [await ref(db, eventId, 0), await ref(db, eventId, 1)];
	const off = { cause: 'illness', note: '' };
	const tries = await Promise.allSettled([
		cancelDate(db, series.moderator, one, off),
		cancelDate(db, series.host, two, off)
	]);
	expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a date of another event is unknown', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const [one, two] = [await approved(db, series), await approved(db, series)];
	const mixed = { ...(await ref(db, one.eventId, 0)), eventId: two.eventId };
	await expect(
		cancelDate(db, series.host, mixed, { cause: 'weather', note: '' })
	).rejects.toMatchObject({ reason: 'date_unknown' });
});

test('an event without an end goes on: housekeeping writes down its next dates, and the past grows no new ones', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db, { kind: 'running' });
	const { eventId } = await approved(db, series, { content: { rule: 'FREQ=WEEKLY' } });
	const first = await datesOf(db, eventId);
	expect(first.length).toBeGreaterThan(50);
	const later = new Date('2026-11-01T10:00:00Z');
	await goOnWithDates(db, later);
	const after = await datesOf(db, eventId);
	expect(after.slice(0, first.length).map(({ id }) => id)).toEqual(first.map(({ id }) => id));
	expect(after.length).toBe(first.length + 31);
	await goOnWithDates(db, later);
	expect(await datesOf(db, eventId)).toHaveLength(after.length);
	expect(after.find(({ localStart }) => localStart === '2026-12-05T15:00')!.startsAt).toEqual(
		new Date('2026-12-05T14:00:00Z')
	);
});
