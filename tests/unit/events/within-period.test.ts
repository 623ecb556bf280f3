import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withinPeriod } from '#lib/formats/events/bring-in/within-period.ts';
import { occurrencesOf, type Recurrence } from '#lib/platform/calendar/recurrence.ts';
import { fromLocal } from '#lib/platform/local-time.ts';

const week = { firstDay: '2026-05-09', lastDay: '2026-05-18' };

/** What falls into the days of the period, asked of the recurrence as it stands in the file. */
const startsIn = (recurrence: Recurrence, { firstDay, lastDay }: typeof week): string[] =>
	occurrencesOf(recurrence, { until: fromLocal(`${lastDay}T23:59`)!, most: 20_000 })
		.map(({ local }) => local)
		.filter((local) => local.slice(0, 10) >= firstDay && local.slice(0, 10) <= lastDay);

const two = (n: number) => String(n).padStart(2, '0');
const start = fc
	.tuple(
		fc.integer({ min: 2015, max: 2026 }),
		fc.integer({ min: 1, max: 12 }),
		fc.integer({ min: 1, max: 28 })
	)
	.map(([year, month, day]) => `${year}-${two(month)}-${two(day)}T15:00`);
const rule = fc.oneof(
	fc.constant(null),
	fc
		.tuple(
			fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'WEEKLY;BYDAY=MO,TH', 'MONTHLY;BYDAY=2TU'),
			fc.integer({ min: 1, max: 4 }),
			fc.constantFrom('', ';COUNT=300', ';UNTIL=20260514T220000Z')
		)
		.map(
			([freq, interval, end]) =>
				`FREQ=${freq.split(';')[0]};INTERVAL=${interval}${freq.includes(';') ? `;${freq.split(';')[1]}` : ''}${end}`
		)
);
const named = fc.subarray([
	'2026-05-10T15:00',
	'2026-05-12T18:00',
	'2026-05-30T15:00',
	'2020-01-01T15:00'
]);

test('whatever a file repeats, the series has exactly those of its dates that fall into its days', () => {
	fc.assert(
		fc.property(start, rule, named, named, (begins, repeats, except, also) => {
			const recurrence = { start: begins, minutes: 60, rule: repeats, except, also };
			const fitted = withinPeriod(recurrence, week);
			const wanted = startsIn(recurrence, week);
			expect(fitted ? startsIn(fitted.recurrence, week) : []).toEqual(wanted);
			if (fitted) expect(fitted.recurrence.start.slice(0, 10) >= week.firstDay).toBe(true);
			if (fitted)
				for (const local of fitted.recurrence.also)
					expect(local.slice(0, 10) <= week.lastDay).toBe(true);
		}),
		{ numRuns: 300 }
	);
});

test('a meeting without an end goes on without one in a series that has none', () => {
	const recurrence = {
		start: '2019-01-07T15:00',
		minutes: 60,
		rule: 'FREQ=WEEKLY',
		except: [],
		also: []
	};
	expect(withinPeriod(recurrence, { firstDay: '2026-05-09', lastDay: null })).toMatchObject({
		recurrence: { start: '2026-05-11T15:00', rule: 'FREQ=WEEKLY' },
		endsWithSeries: false
	});
});
