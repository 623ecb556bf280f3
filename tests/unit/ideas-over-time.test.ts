import { expect, test } from 'vitest';
import { monthsInOrder } from '#lib/formats/ideas/statistics/months.ts';

test('months without an idea have their place too, across the turn of a year', () => {
	const found = [
		{ key: '2027-01', ideas: 2 },
		{ key: '2026-11', ideas: 1 }
	];
	expect(monthsInOrder(found)).toEqual([
		{ key: '2026-11', ideas: 1 },
		{ key: '2026-12', ideas: 0 },
		{ key: '2027-01', ideas: 2 }
	]);
});

test('more than two years are told by year, and nothing gets lost', () => {
	const found = [
		{ key: '2019-03', ideas: 4 },
		{ key: '2019-12', ideas: 1 },
		{ key: '2021-04', ideas: 2 }
	];
	expect(monthsInOrder(found)).toEqual([
		{ key: '2019', ideas: 5 },
		{ key: '2020', ideas: 0 },
		{ key: '2021', ideas: 2 }
	]);
	expect(monthsInOrder([])).toEqual([]);
});
