/**
 * node tests/load/calendar-files.ts FILE…: reads calendar files, writes them again and has a second program (node-ical)
 * compare every date, in the file as it was and as we wrote it. Titles are left out: node-ical takes
 * quotation marks off them.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CalendarEvent } from '#lib/platform/calendar/calendar-event.ts';
import { datesOf } from '#lib/platform/calendar/event-dates.ts';
import { readIcal } from '#lib/platform/calendar/read-ical.ts';
import { writeIcal } from '#lib/platform/calendar/write-ical.ts';
import { linesOf, seenDates, type SeenDate } from '../fixture/second-calendar-reader.ts';

// node-ical keeps single days of an event of hours as midnights of the machine.
process.env['TZ'] = 'Europe/Berlin';
const from = new Date('2010-01-01T00:00:00Z');
/** Rules without end are compared so far. */
const to = new Date('2030-01-01T00:00:00Z');

for (const path of process.argv.slice(2)) console.log(JSON.stringify(compare(path), null, '\t'));

function compare(path: string): object {
	const bytes = readFileSync(path);
	const { events, problems } = readIcal(bytes);
	const ours = linesOf(events.flatMap(ownDates));
	const original = linesOf(seenDates(bytes.toString('utf8'), from, to));
	const written = linesOf(seenDates(writtenAgain(events), from, to));
	return {
		file: basename(path),
		events: events.length,
		overrides: events.reduce((sum, { overrides }) => sum + overrides.length, 0),
		dates: ours.length,
		refused: problems,
		readOtherwise: difference(ours, original),
		writtenOtherwise: difference(ours, written)
	};
}

function ownDates(event: CalendarEvent): SeenDate[] {
	if (event.status === 'cancelled') return [];
	return datesOf(event, { until: to, most: 100_000 })
		.filter(({ override, startsAt }) => override?.status !== 'cancelled' && startsAt >= from)
		.map(({ startsAt, endsAt }) => ({ uid: event.uid, startsAt, endsAt }));
}

function writtenAgain(events: readonly CalendarEvent[]): string {
	const stamp = new Date('2026-01-01T00:00:00Z');
	const calendar = {
		product: '-//Palaver//Comparison//DE',
		name: 'Comparison',
		refreshMinutes: 60
	};
	return writeIcal(
		calendar,
		events.map((event) => ({ ...event, stamp, changedAt: stamp }))
	);
}

/** How many dates only one of both has, and the first of them. */
function difference(ours: readonly string[], theirs: readonly string[]): object {
	const [own, other] = [new Set(ours), new Set(theirs)];
	const onlyOurs = ours.filter((date) => !other.has(date));
	const onlyTheirs = theirs.filter((date) => !own.has(date));
	return {
		onlyOurs: onlyOurs.length,
		onlyTheirs: onlyTheirs.length,
		first: [
			...onlyOurs.slice(0, 3).map((date) => `+ ${date}`),
			...onlyTheirs.slice(0, 3).map((date) => `- ${date}`)
		]
	};
}
