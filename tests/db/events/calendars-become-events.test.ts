import { expect, test } from 'vitest';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { eventNumbered } from '#lib/formats/events/event.server.ts';
import { toLocal } from '#lib/platform/local-time.ts';
import {
	brought,
	broughtEvents,
	calendarFeed,
	calendarOf,
	freshSeries,
	notesOf,
	play,
	problemsOf,
	staged
} from '../../fixture/event-files.ts';
import { approved, eventSeries } from '../../fixture/events.ts';
import { linesOf, seenDates } from '../../fixture/second-calendar-reader.ts';

test('dates that are moved, called off or elsewhere are so here, and another program reads them the same', async () => {
	const { db, series } = await freshSeries();
	const daily = [...play, 'RRULE:FREQ=DAILY;COUNT=6', 'EXDATE;TZID=Europe/Berlin:20260512T150000'];
	const other = (day: string, ...lines: string[]) => [
		'UID:spielen@example.org',
		'SUMMARY:Spielen im Park',
		`RECURRENCE-ID;TZID=Europe/Berlin:${day}T150000`,
		...lines
	];
	const moved = other(
		'20260513',
		'DTSTART:20260513T160000Z',
		'DTEND:20260513T170000Z',
		'LOCATION:Turnhalle'
	);
	const off = other('20260514', 'DTSTART;TZID=Europe/Berlin:20260514T150000', 'STATUS:CANCELLED');
	const file = calendarOf(daily, moved, off);
	await brought(db, series, file);
	const { eventId } = await eventNumbered(db, series.activityId, 1);
	const dates = await datesOf(db, eventId);
	expect(dates.map(({ localStart, state }) => [localStart.slice(8), state])).toEqual([
		['11T15:00', 'planned'],
		['13T15:00', 'planned'],
		['14T15:00', 'cancelled'],
		['15T15:00', 'planned'],
		['16T15:00', 'planned']
	]);
	expect(dates[1]).toMatchObject({ moved: true, venue: 'Turnhalle' });
	expect(toLocal(dates[1]!.startsAt)).toBe('2026-05-13T18:00');
	const times = (text: string) =>
		linesOf(seenDates(text, new Date('2026-01-01'), new Date('2027-01-01'))).map((line) =>
			line.split(' ').slice(0, 2).join(' ')
		);
	expect(times(await calendarFeed(db, series))).toEqual(times(file));
});

test('a weekly meeting since 2019 is in the Aktionswoche with its date of that week', async () => {
	const { db, series } = await freshSeries();
	const old = play.map((line) => line.replaceAll('20260511', '20190107'));
	const id = await brought(db, series, calendarOf([...old, 'RRULE:FREQ=WEEKLY']));
	expect(await notesOf(db, id)).toEqual(['rule_ends_with_series']);
	const { eventId } = await eventNumbered(db, series.activityId, 1);
	expect((await datesOf(db, eventId)).map(({ localStart }) => localStart)).toEqual([
		'2026-05-11T15:00',
		'2026-05-18T15:00'
	]);
});

test('days, floating times, UTC and other zones mean what their writers mean', async () => {
	const { db, series } = await freshSeries();
	const times = [
		'DTSTART;VALUE=DATE:20260512',
		'DTSTART:20260512T090000',
		'DTSTART:20260512T090000Z',
		'DTSTART;TZID=Europe/London:20260512T090000'
	];
	await brought(
		db,
		series,
		calendarOf(...times.map((time, n) => [`UID:${n}`, `SUMMARY:${n}`, time]))
	);
	const rows = await broughtEvents(db, series);
	expect(rows.map(({ startsLocal, minutes }) => [startsLocal, minutes])).toEqual([
		['2026-05-12T00:00', 1440],
		['2026-05-12T09:00', 60],
		['2026-05-12T11:00', 60],
		['2026-05-12T10:00', 60]
	]);
});

test('what cannot be taken is told with its line and a reason, and the rest is taken', async () => {
	const { db, series } = await freshSeries();
	const file = calendarOf(
		play,
		['UID:a', 'SUMMARY:Zu spät', 'DTSTART:20270512T090000'],
		['UID:b', 'DTSTART:20260512T090000'],
		['UID:c', 'SUMMARY:Abgesagt', 'DTSTART:20260512T090000', 'STATUS:CANCELLED'],
		['UID:d', 'SUMMARY:Ohne Zeit'],
		['UID:e', 'SUMMARY:Lang', 'DTSTART:20260510T090000', 'DTEND:20260610T090000']
	);
	const id = await brought(db, series, file);
	expect(await problemsOf(db, id)).toEqual([
		[13, 'outside_period'],
		[19, 'title_missing'],
		[24, 'cancelled_there'],
		[31, 'start_missing'],
		[36, 'too_long_for_one_date']
	]);
	expect(await broughtEvents(db, series)).toHaveLength(1);
});

test('our own feed brings nothing into the series that it comes from', async () => {
	const { db, series } = await freshSeries();
	await approved(db, series);
	const id = await staged(db, series, await calendarFeed(db, series));
	expect((await problemsOf(db, id)).flat()).toContain('own_event');
});

test('a programme goes from one series into another by its feed: same words, dates and places', async () => {
	const { db, series } = await freshSeries('running');
	await approved(db, series, {
		content: { startsLocal: '2026-03-16T15:00', rule: 'FREQ=WEEKLY;COUNT=6' }
	});
	const other = await eventSeries(db, { kind: 'running', firstDay: '2026-03-01' });
	const feed = await calendarFeed(db, series);
	await brought(db, other, feed);
	const [one, two] = await Promise.all([broughtEvents(db, series), broughtEvents(db, other)]);
	expect(two.map(({ title, placeId, venue }) => ({ title, placeId, venue }))).toEqual(
		one.map(({ title, placeId, venue }) => ({ title, placeId, venue }))
	);
	const starts = async (id: string) => (await datesOf(db, id)).map(({ startsAt }) => startsAt);
	expect(await starts(two[0]!.id)).toEqual(await starts(one[0]!.id));
});
