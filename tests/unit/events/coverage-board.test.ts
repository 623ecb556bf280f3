import { expect, test } from 'vitest';
import { boardOf, columnsOf } from '#lib/formats/events/coverage/board.ts';

const week = { firstDay: '2026-05-09', lastDay: '2026-05-18' };

test('an Aktionswoche of ten days is shown day by day, a longer one by weeks from Monday', () => {
	const short = columnsOf(week, '2026-05-01');
	expect(short.unit).toBe('day');
	expect(short.columns).toHaveLength(10);
	expect(short.columns.at(-1)).toBe('2026-05-18');
	const long = columnsOf({ firstDay: '2026-05-09', lastDay: '2026-05-30' }, '2026-05-01');
	expect(long).toEqual({
		unit: 'week',
		columns: ['2026-05-04', '2026-05-11', '2026-05-18', '2026-05-25']
	});
});

test('a series without an end is shown for twelve weeks from this one on', () => {
	const { unit, columns } = columnsOf({ firstDay: '2026-01-01', lastDay: null }, '2026-05-14');
	expect([unit, columns.length, columns[0]]).toEqual(['week', 12, '2026-05-11']);
});

test('places without any event have a row of empty cells, and all that there are in reality are counted', () => {
	const columns = { unit: 'day' as const, columns: ['2026-05-09', '2026-05-10'] };
	const places = [
		{ id: 'mitte', name: 'Mitte' },
		{ id: 'heepen', name: 'Heepen' },
		{ id: 'sennestadt', name: 'Sennestadt' }
	];
	const counted = [
		{ placeId: 'mitte', column: '2026-05-10', approved: 2, submitted: 1 },
		{ placeId: 'mitte', column: null, approved: 2, submitted: 1 },
		{ placeId: 'heepen', column: null, approved: 0, submitted: 1 }
	];
	const board = boardOf(places, columns, counted, { kind: 'district', real: 10, goal: 10 });
	expect(board.rows.map(({ cells }) => cells.map(({ approved }) => approved))).toEqual([
		[0, 2],
		[0, 0],
		[0, 0]
	]);
	expect([board.covered, board.of, board.goal]).toEqual([1, 10, 10]);
});
