import fc from 'fast-check';
import { expect, test } from 'vitest';
import { occurrencesOf, type Recurrence } from '#lib/platform/calendar/recurrence.ts';
import { toLocal } from '#lib/platform/local-time.ts';
import { bruteForce } from '../../../fixture/dates-by-counting.ts';

const once: Recurrence = {
	start: '2026-03-27T18:00',
	minutes: 90,
	rule: null,
	except: [],
	also: []
};
const window = { until: new Date('2060-01-01T00:00:00Z'), most: 400 };
const dates = (recurrence: Partial<Recurrence>, most = window.most) =>
	occurrencesOf({ ...once, ...recurrence }, { ...window, most });
const locals = (recurrence: Partial<Recurrence>, most = 5) =>
	dates(recurrence, most).map(({ local }) => local);

test('what happens once has one date', () => {
	expect(dates({})).toEqual([
		{
			local: '2026-03-27T18:00',
			startsAt: new Date('2026-03-27T17:00:00Z'),
			endsAt: new Date('2026-03-27T18:30:00Z')
		}
	]);
});

test('six in the evening stays six in the evening when summer time begins and ends', () => {
	const all = dates({ rule: 'FREQ=WEEKLY;UNTIL=20261113' });
	expect(new Set(all.map(({ local }) => local.slice(11)))).toEqual(new Set(['18:00']));
	expect(all.map(({ startsAt }) => startsAt.getUTCHours())).toEqual([
		17,
		...Array<number>(30).fill(16),
		...Array<number>(3).fill(17)
	]);
});

test('a start that the clocks skip in March is an hour later, the days around it are as asked', () => {
	expect(dates({ start: '2026-03-28T02:30', rule: 'FREQ=DAILY;COUNT=3' })).toMatchObject([
		{ local: '2026-03-28T02:30', startsAt: new Date('2026-03-28T01:30:00Z') },
		{ local: '2026-03-29T03:30', startsAt: new Date('2026-03-29T01:30:00Z') },
		{ local: '2026-03-30T02:30', startsAt: new Date('2026-03-30T00:30:00Z') }
	]);
});

test('of the hour that October has twice it is the first', () => {
	expect(dates({ start: '2026-10-25T02:30' })[0]!.startsAt).toEqual(
		new Date('2026-10-25T00:30:00Z')
	);
});

test('a night shift lasts as long in the night of the clock change, a whole day ends at midnight', () => {
	const [night] = dates({ start: '2026-03-28T22:00', minutes: 480 });
	expect(toLocal(night!.endsAt)).toBe('2026-03-29T07:00');
	const [day] = dates({ start: '2026-03-29T00:00', minutes: 1440 });
	expect(toLocal(day!.endsAt)).toBe('2026-03-30T00:00');
	expect(day!.endsAt.getTime() - day!.startsAt.getTime()).toBe(23 * 3_600_000);
});

test.for([
	[
		'29 February comes in leap years only',
		'2024-02-29T18:00',
		'FREQ=YEARLY',
		'2024-02-29 2028-02-29 2032-02-29'
	],
	[
		'the 31st comes in long months only',
		'2026-01-31T18:00',
		'FREQ=MONTHLY',
		'2026-01-31 2026-03-31 2026-05-31'
	],
	[
		'the last day of each month',
		'2026-01-31T18:00',
		'FREQ=MONTHLY;BYMONTHDAY=-1',
		'2026-01-31 2026-02-28 2026-03-31'
	],
	[
		'the second Tuesday',
		'2026-12-01T18:00',
		'FREQ=MONTHLY;BYDAY=2TU',
		'2026-12-08 2027-01-12 2027-02-09'
	],
	[
		'the second Tuesday as Outlook says it',
		'2026-12-01T18:00',
		'FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2',
		'2026-12-08 2027-01-12 2027-02-09'
	],
	[
		'the last working day',
		'2026-12-01T18:00',
		'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
		'2026-12-31 2027-01-29 2027-02-26'
	],
	[
		'the fifth Friday skips months without one',
		'2026-01-01T18:00',
		'FREQ=MONTHLY;BYDAY=5FR',
		'2026-01-30 2026-05-29 2026-07-31'
	],
	[
		'every other week counts weeks from Monday',
		'2026-12-02T18:00',
		'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE',
		'2026-12-02 2026-12-14 2026-12-16'
	]
] as const)('%s', ([, start, rule, days]) => {
	expect(locals({ start, rule }, 3).map((local) => local.slice(0, 10))).toEqual(days.split(' '));
});

test('UNTIL is a whole day, or a moment in UTC, or a time on the clock', () => {
	const until = (value: string) => locals({ rule: `FREQ=DAILY;UNTIL=${value}` }).length;
	expect(until('20260329')).toBe(3);
	expect(until('20260329T160000Z')).toBe(3);
	expect(until('20260329T155900Z')).toBe(2);
	expect(until('20260329T180000')).toBe(3);
	expect(until('20260329T175900')).toBe(2);
});

test('a date left out is named by its start or by its day, and counts as one of COUNT', () => {
	const rule = 'FREQ=DAILY;COUNT=4';
	expect(locals({ rule, except: ['2026-03-28T18:00', '2026-03-29'] })).toEqual([
		'2026-03-27T18:00',
		'2026-03-30T18:00'
	]);
	expect(locals({ rule, except: ['2026-03-28T17:00'] })).toHaveLength(4);
	const early = { start: '2026-03-29T02:30', rule: 'FREQ=DAILY;COUNT=2' };
	for (const gap of ['2026-03-29T02:30', '2026-03-29T03:30'])
		expect(locals({ ...early, except: [gap] })).toEqual(['2026-03-30T02:30']);
});

test('an added date stands in its place, once, and may be left out again', () => {
	const rule = 'FREQ=WEEKLY;COUNT=2';
	const also = ['2026-03-30T09:00', '2026-04-03T18:00', '2026-03-01T09:00'];
	const all = ['2026-03-01T09:00', '2026-03-27T18:00', '2026-03-30T09:00', '2026-04-03T18:00'];
	expect(locals({ rule, also })).toEqual(all);
	expect(locals({ rule, also, except: ['2026-03-01'] })).toEqual(all.slice(1));
	expect(locals({ rule, also }, 2)).toEqual(all.slice(0, 2));
});

test('nothing begins at or after the end of the window', () => {
	const until = new Date('2026-03-29T16:00:00Z');
	const days = occurrencesOf({ ...once, rule: 'FREQ=DAILY' }, { until, most: 400 });
	expect(days.map(({ local }) => local.slice(0, 10))).toEqual(['2026-03-27', '2026-03-28']);
});

test.for([
	'FREQ=DAILY',
	'FREQ=DAILY;INTERVAL=999999999',
	'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
	'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
	'FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20',
	'FREQ=MONTHLY;INTERVAL=12;BYMONTH=3;BYDAY=5MO;BYMONTHDAY=1',
	'FREQ=SECONDLY',
	'nonsense'
])('%s is no bomb', (rule) => {
	const before = performance.now();
	expect(dates({ rule }).length).toBeLessThanOrEqual(400);
	expect(performance.now() - before).toBeLessThan(5000);
});

const start = fc
	.integer({ min: 0, max: 3 * 366 * 96 })
	.map((quarters) =>
		new Date(Date.UTC(2025, 0, 1) + quarters * 900_000).toISOString().slice(0, 16)
	);
const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const rhythm = fc.oneof(
	fc.constant({ freq: 'DAILY' as const, byDay: [] }),
	fc.record({ freq: fc.constant('WEEKLY' as const), byDay: fc.uniqueArray(weekday) }),
	fc.record({
		freq: fc.constant('MONTHLY' as const),
		byDay: fc
			.tuple(fc.constantFrom('1', '2', '3', '4', '5', '-1'), weekday)
			.map((one) => [one.join('')])
	})
);

test('rules of days, weeks and months have the dates that one finds by looking at every day', () => {
	fc.assert(
		fc.property(
			start,
			rhythm,
			fc.integer({ min: 1, max: 4 }),
			fc.integer({ min: 1, max: 30 }),
			(start, { freq, byDay }, interval, count) => {
				const by = byDay.length > 0 ? `;BYDAY=${byDay.join(',')}` : '';
				const rule = `FREQ=${freq};INTERVAL=${interval}${by};COUNT=${count}`;
				// Thirty fifth Mondays of every fourth month take more than forty years.
				const far = { ...window, until: new Date('2200-01-01T00:00:00Z') };
				const found = occurrencesOf({ ...once, start, rule }, far);
				const wanted = bruteForce({ start, freq, byDay, interval, count });
				expect(found).toHaveLength(count);
				for (const [index, { local, startsAt }] of found.entries()) {
					const asked = wanted[index]!;
					// In the gap of March the clock shows an hour more; Berlin's is at two in the morning.
					if (local !== asked) expect(asked.slice(11, 13)).toBe('02');
					expect(local.slice(0, 10)).toBe(asked.slice(0, 10));
					if (index > 0) expect(startsAt > found[index - 1]!.startsAt).toBe(true);
				}
			}
		),
		{ numRuns: 300 }
	);
});
