import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CalendarEvent, EventOverride } from '#lib/platform/calendar/calendar-event.ts';
import { datesOf } from '#lib/platform/calendar/event-dates.ts';
import { readIcal } from '#lib/platform/calendar/read-ical.ts';
import { ruleOf, weekdays } from '#lib/platform/calendar/recurrence-form.ts';
import { writeIcal } from '#lib/platform/calendar/write-ical.ts';
import { cleanLine, cleanText } from '#lib/platform/clean-text.ts';
import { linesOf, seenDates } from '../../../fixture/second-calendar-reader.ts';

const event: CalendarEvent = {
	uid: 'event-1@palaver.example',
	sequence: 2,
	title: 'Fest',
	description: '',
	location: '',
	url: null,
	geo: null,
	categories: [],
	organizer: null,
	status: 'confirmed',
	start: '2026-12-01T18:00',
	minutes: 90,
	allDay: false,
	rule: null,
	except: [],
	also: [],
	overrides: []
};
const stamp = new Date('2026-11-26T10:00:00.500Z');
const changedAt = new Date('2026-11-25T09:00:00Z');
const calendar = { product: '-//Palaver//DE', name: 'Termine; Nord, Süd', refreshMinutes: 60 };
const write = (...events: Partial<CalendarEvent>[]) =>
	writeIcal(
		calendar,
		events.map((one) => ({ ...event, ...one, stamp, changedAt }))
	);
const linesIn = (text: string) => text.replace(/\r\n /g, '').split('\r\n');

test('the file says what it is, of when it is, and how often to ask again', () => {
	const lines = linesIn(write({}));
	expect(lines).toEqual(
		expect.arrayContaining([
			'BEGIN:VCALENDAR',
			'VERSION:2.0',
			'PRODID:-//Palaver//DE',
			'METHOD:PUBLISH',
			'X-WR-CALNAME:Termine\\; Nord\\, Süd',
			'REFRESH-INTERVAL;VALUE=DURATION:PT60M',
			'TZID:Europe/Berlin',
			'UID:event-1@palaver.example',
			'SEQUENCE:2',
			'DTSTAMP:20261126T100000Z',
			'LAST-MODIFIED:20261125T090000Z',
			'DTSTART;TZID=Europe/Berlin:20261201T180000',
			'DURATION:PT90M',
			'STATUS:CONFIRMED'
		])
	);
	expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
});

test('whole days are days, UNTIL is in UTC beside a time and a day beside a day', () => {
	const rule = 'FREQ=WEEKLY;UNTIL=20270630';
	const timed = linesIn(
		write({ rule, except: ['2026-12-08', '2026-12-15T18:00'], also: ['2026-12-09T18:00'] })
	);
	expect(timed).toEqual(
		expect.arrayContaining([
			'RRULE:FREQ=WEEKLY;UNTIL=20270630T215959Z',
			'EXDATE;TZID=Europe/Berlin:20261208T180000',
			'EXDATE;TZID=Europe/Berlin:20261215T180000',
			'RDATE;TZID=Europe/Berlin:20261209T180000'
		])
	);
	const days = linesIn(
		write({
			start: '2026-12-01T00:00',
			minutes: 2880,
			allDay: true,
			rule,
			except: ['2026-12-08T00:00']
		})
	);
	expect(days).toEqual(
		expect.arrayContaining([
			'DTSTART;VALUE=DATE:20261201',
			'DURATION:P2D',
			'RRULE:FREQ=WEEKLY;UNTIL=20270630',
			'EXDATE;VALUE=DATE:20261208'
		])
	);
});

test('what is cancelled is said to be, as a whole or for one date', () => {
	expect(linesIn(write({ status: 'cancelled' }))).toContain('STATUS:CANCELLED');
	const { title, description, location, url, minutes, allDay } = event;
	const words = { title, description, location, url, minutes, allDay };
	const override = {
		...words,
		instead: '2026-12-08T18:00',
		start: '2026-12-08T18:00',
		status: 'cancelled' as const
	};
	const lines = linesIn(write({ rule: 'FREQ=WEEKLY;COUNT=3', overrides: [override] }));
	expect(lines.slice(lines.indexOf('RECURRENCE-ID;TZID=Europe/Berlin:20261208T180000'))).toContain(
		'STATUS:CANCELLED'
	);
});

test('no line is longer than 75 octets and no letter is cut in two', () => {
	const title = 'ä€😀ש'.repeat(60);
	const text = write({ title, description: `${title}\n${title}` });
	for (const line of text.split('\r\n')) {
		expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		expect(line.isWellFormed()).toBe(true);
	}
	expect(readIcal(Buffer.from(text)).events[0]!.title).toBe(title);
});

const wall = fc
	.integer({ min: 0, max: 2 * 365 * 96 })
	.map((quarters) => new Date(Date.UTC(2026, 0, 1) + quarters * 900_000).toISOString().slice(0, 16))
	// The hour that is skipped is moved, so it does not come back as it was.
	.filter((local) => !/T02:/.test(local));
const line = fc.string({ unit: 'grapheme', maxLength: 120 }).map(cleanLine);
const words = {
	title: line,
	description: fc.array(line, { maxLength: 4 }).map((lines) => cleanText(lines.join('\n'))),
	location: line,
	url: fc.option(fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href))
};
const status = fc.constantFrom('confirmed', 'tentative', 'cancelled');
const rule = fc.oneof(
	fc.constant(null),
	fc
		.record({
			every: fc.integer({ min: 1, max: 5 }),
			unit: fc.constantFrom('day', 'week', 'month'),
			weekdays: fc.subarray([...weekdays], { minLength: 1 }),
			nth: fc.constantFrom(null, 1, 2, 3, 4, -1),
			until: fc.constantFrom(null, '2027-03-28', '2027-10-31', '2028-02-29'),
			count: fc.option(fc.integer({ min: 1, max: 60 }))
		} as const)
		.map((form) => ruleOf(form as Parameters<typeof ruleOf>[0]))
);
const minutes = fc.integer({ min: 0, max: 3000 });
const override = fc.record({ ...words, status, start: wall, minutes, allDay: fc.constant(false) });
const anyEvent = fc
	.record({
		...words,
		status,
		rule,
		start: wall,
		minutes,
		allDay: fc.boolean(),
		sequence: fc.nat(1000),
		geo: fc.option(
			fc.record({ lat: fc.integer({ min: -90, max: 90 }), lng: fc.constantFrom(8.53, -8.5, 0) })
		),
		categories: fc.uniqueArray(line.filter(Boolean), { maxLength: 3 }),
		organizer: fc.option(line.filter((name) => name !== '' && !/["@]/.test(name))),
		also: fc.uniqueArray(wall, { maxLength: 3 }),
		left: fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
		changed: fc.array(override, { maxLength: 2 })
	})
	.map(({ left, changed, ...values }): CalendarEvent => {
		const day = (local: string) => `${local.slice(0, 10)}T00:00`;
		const whole = values.allDay
			? {
					start: day(values.start),
					minutes: 1440 * (1 + (values.minutes % 3)),
					also: [...new Set(values.also.map(day))]
				}
			: {};
		const base = { ...event, ...values, ...whole } as CalendarEvent;
		const dates = datesOf(base, { until: new Date('2040-01-01T00:00:00Z'), most: 12 });
		const locals = dates.map(({ local }) => local);
		return {
			...base,
			except: left.flatMap((at) => locals[at] ?? []),
			overrides: changed.flatMap((one, at) => {
				const instead = locals.filter((_, index) => !left.includes(index))[at];
				return instead ? { ...one, instead } : [];
			}) as CalendarEvent['overrides']
		};
	});

test('what is written is read again as it was', () => {
	fc.assert(
		fc.property(anyEvent, (written) => {
			const { events, problems } = readIcal(Buffer.from(write(written)));
			expect(problems).toEqual([]);
			expect(events).toEqual([written]);
		}),
		{ numRuns: 200 }
	);
});

test.for([
	['2026-03-29T02:30', null],
	['2026-03-28T22:00', 'FREQ=DAILY;COUNT=3'],
	['2026-10-24T02:30', 'FREQ=DAILY;COUNT=3'],
	['2026-10-24T22:00', 'FREQ=DAILY;COUNT=3']
] as const)(
	'another program sees %s (%s) as we do, in the night of a clock change',
	([start, rule]) => {
		const written = { ...event, start, rule, minutes: 480 };
		const [from, to] = [new Date('2026-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z')];
		const own = datesOf(written, { until: to, most: 10 });
		const lines = linesOf(own.map((date) => ({ ...date, uid: written.uid })));
		expect(linesOf(seenDates(write(written), from, to))).toEqual(lines);
	}
);

/** node-ical knows no RDATE, no single dates (changed or left out) of what does not repeat, and no hours among whole days. */
const knownToOthers = ({ rule, allDay, also, overrides }: CalendarEvent): EventOverride[] =>
	overrides
		.filter(({ instead }) => rule !== null && !also.includes(instead))
		.map((one) =>
			allDay ? { ...one, allDay, start: `${one.start.slice(0, 10)}T00:00`, minutes: 1440 } : one
		);

test('another program sees the same dates in what we write, through every clock change', () => {
	const [from, to] = [new Date('2025-12-01T00:00:00Z'), new Date('2029-01-01T12:00:00Z')];
	fc.assert(
		fc.property(anyEvent, (any) => {
			const except = any.rule === null ? [] : any.except;
			const written = { ...any, also: [], except, overrides: knownToOthers(any) };
			const own = datesOf(written, { until: to, most: 5000 })
				.filter(
					({ startsAt, override }) =>
						startsAt >= from && (override ?? written).status !== 'cancelled'
				)
				.map(({ startsAt, endsAt }) => ({ uid: written.uid, startsAt, endsAt }));
			expect(linesOf(seenDates(write(written), from, to))).toEqual(linesOf(own));
		}),
		{ numRuns: 150 }
	);
});
