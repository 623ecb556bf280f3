import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writtenRecurrence } from '#lib/formats/events/feeds/written-recurrence.ts';
import {
	filterOf,
	isFiltered,
	lasting,
	noFilter,
	queryOf
} from '#lib/formats/events/programme/filter.ts';
import { dayPlus, monthIn, monthPlus, weeksOf } from '#lib/formats/events/programme/month.ts';
import { nearest } from '#lib/formats/events/programme/neighbours.server.ts';
import { occurrencesOf } from '#lib/platform/calendar/recurrence.ts';

const read = (query: string) => filterOf(new URLSearchParams(query));

test('a filter comes back from its own address, whatever is chosen', () => {
	const query =
		'from=2026-05-09&to=2026-05-10&place=bielefeld-mitte&kind=course&theme=bildung&audience=families&age=7' +
		'&language=ar&host=0f8fad5b-d9cb-469f-a165-70867728950e&access=wheelchair&access=toilet&free=yes';
	expect(queryOf(read(query)).toString()).toBe(query);
	expect(isFiltered(read(query))).toBe(true);
});

test.each([
	'from=2026-02-30',
	'from=1026-01-01',
	'to=tomorrow',
	'place=%00',
	'kind=party',
	'theme=%27',
	'audience=%00',
	'age=-1',
	'age=121',
	'age=1e1',
	'language=xx',
	'host=1',
	'access=stairs',
	'free=1'
])('what makes no sense in an address does not limit: %s', (query) => {
	expect(read(query)).toEqual(noFilter);
});

test('an end before the beginning is left out', () => {
	expect(read('from=2026-05-10&to=2026-05-09')).toEqual({ ...noFilter, from: '2026-05-10' });
});

test('a subscription goes on after the chosen days', () => {
	expect(lasting(read('from=2026-05-09&to=2026-05-09&free=yes'))).toEqual({
		...noFilter,
		free: true
	});
});

test('the weeks of a month begin on Monday, hold each of its days once and none of its neighbours', () => {
	const months = fc.integer({ min: 0, max: 1199 }).map((n) => monthPlus('2000-01', n));
	fc.assert(
		fc.property(months, (month) => {
			const weeks = weeksOf(month);
			const days = weeks.flat().filter((day) => day !== null);
			expect(weeks.every((week) => week.length === 7)).toBe(true);
			expect(days[0]).toBe(`${month}-01`);
			expect(days).toEqual(days.map((_, index) => dayPlus(`${month}-01`, index)));
			expect(dayPlus(days.at(-1)!, 1)).toBe(`${monthPlus(month, 1)}-01`);
			const column = weeks.findIndex((week) => week.includes(`${month}-08`));
			const weekday = new Date(`${month}-08T00:00:00Z`).getUTCDay();
			expect(weeks[column]!.indexOf(`${month}-08`)).toBe((weekday + 6) % 7);
		})
	);
});

test('without a month in the address the calendar shows the one in which something is', () => {
	const week = { firstDay: '2026-05-09', lastDay: '2026-05-18' };
	const shown = (query: string, today: string) => monthIn(new URLSearchParams(query), week, today);
	expect(shown('', '2026-04-01')).toBe('2026-05');
	expect(shown('', '2026-07-01')).toBe('2026-05');
	expect(monthIn(new URLSearchParams(), { ...week, lastDay: null }, '2026-07-01')).toBe('2026-07');
	expect(shown('month=2026-06', '2026-04-01')).toBe('2026-06');
	expect(shown('month=2026-13', '2026-04-01')).toBe('2026-05');
});

const city = [
	{ id: 'city', name: 'Stadt', parentId: null },
	{ id: 'north', name: 'Nord', parentId: 'city' },
	{ id: 'south', name: 'Süd', parentId: 'city' },
	{ id: 'north-a', name: 'Nord A', parentId: 'north' },
	{ id: 'north-b', name: 'Nord B', parentId: 'north' },
	{ id: 'square', name: 'Platz', parentId: 'north-b' }
];

test('where a quarter has nothing, the one beside it is named with all that lies below it', () => {
	const counts = [
		{ placeId: 'square', total: 2 },
		{ placeId: 'north-b', total: 1 },
		{ placeId: 'south', total: 9 }
	];
	expect(nearest(city, counts, 'north-a')).toEqual([
		{ placeId: 'north-b', name: 'Nord B', total: 3 }
	]);
});

test('where the whole district has nothing, the next district is named', () => {
	expect(nearest(city, [{ placeId: 'south', total: 9 }], 'square')).toEqual([
		{ placeId: 'south', name: 'Süd', total: 9 }
	]);
	expect(nearest(city, [], 'square')).toEqual([]);
	expect(nearest(city, [{ placeId: 'south', total: 9 }], 'unknown')).toEqual([]);
});

test('a series with events for the whole district names the district', () => {
	expect(nearest(city, [{ placeId: 'north', total: 4 }], 'north-a')).toEqual([
		{ placeId: 'north', name: 'Nord', total: 4 }
	]);
});

test('a written recurrence says exactly the dates that there are, whatever the rule would say', () => {
	const base = { startsLocal: '2026-03-02T15:00', minutes: 90 };
	const planned = (rule: string) =>
		occurrencesOf(
			{ start: base.startsLocal, minutes: 90, rule, except: [], also: [] },
			{ until: new Date('2026-12-01T00:00:00Z'), most: 40 }
		).map(({ local }) => local);
	const rules = fc.constantFrom(
		'FREQ=DAILY',
		'FREQ=WEEKLY;COUNT=30',
		'FREQ=WEEKLY;INTERVAL=2;UNTIL=20261001T000000Z',
		'FREQ=MONTHLY;BYDAY=1MO'
	);
	const shape = fc.record({
		rule: fc.option(rules),
		kept: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
		extra: fc.uniqueArray(fc.integer({ min: 10, max: 28 }), { maxLength: 4 })
	});
	fc.assert(
		fc.property(shape, ({ rule, kept, extra }) => {
			const locals = [
				...planned(rule ?? 'FREQ=DAILY').filter((_, index) => kept[index]),
				...extra.map((day) => `2026-02-${day}T18:30`),
				'2026-06-13T11:00'
			];
			const written = writtenRecurrence({ ...base, rule, locals });
			const said = occurrencesOf(written, { until: new Date('2030-01-01T00:00:00Z'), most: 5000 });
			expect(said.map(({ local }) => local)).toEqual([...locals].sort());
		})
	);
});

test('the end of a rule stands in the moment of its last date, of whole days in that day', () => {
	const locals = ['2026-03-23T15:00', '2026-03-30T15:00'];
	const weekly = { startsLocal: '2026-03-23T15:00', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=9' };
	expect(writtenRecurrence({ ...weekly, locals }).rule).toBe('FREQ=WEEKLY;UNTIL=20260330T130000Z');
	const days = ['2026-03-23T00:00', '2026-03-24T00:00'];
	const daily = { startsLocal: '2026-03-23T00:00', minutes: 1440, rule: 'FREQ=DAILY' };
	expect(writtenRecurrence({ ...daily, locals: days }).rule).toBe('FREQ=DAILY;UNTIL=20260324');
});
