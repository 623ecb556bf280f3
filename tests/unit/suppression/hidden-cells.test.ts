import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownColumns, type CountTable } from '#lib/platform/suppression/count-table.ts';
import { betrayedCells, hiddenCells } from '#lib/platform/suppression/protect.ts';
import { rangesOf } from './ranges.ts';

const one = (cells: number[][]): CountTable => ({
	cells,
	people: cells[0]!.map((_, column) => cells.reduce((sum, row) => sum + row[column]!, 0)),
	least: 1,
	most: 1
});

const protectedTable = async (table: CountTable, k: number) => {
	const columns = shownColumns(table.people, k);
	return { columns, hidden: await hiddenCells(table, columns, k) };
};

const shown = async (table: CountTable, k: number) =>
	(await protectedTable(table, k)).hidden.map((row) =>
		row.map((hidden) => (hidden ? 'x' : '.')).join('')
	);

describe('a cell of fewer than five people', () => {
	test('takes one more of its row, one more of its column and the fourth corner with it', async () => {
		expect(
			await shown(
				one([
					[3, 20, 30],
					[20, 40, 50],
					[30, 60, 70]
				]),
				5
			)
		).toEqual(['xx.', 'xx.', '...']);
	});

	test('is hidden with the cheapest corners that are wide enough; a cell without anybody is not', async () => {
		expect(
			await shown(
				one([
					[3, 0, 30],
					[20, 9, 50],
					[30, 60, 70]
				]),
				5
			)
		).toEqual(['x.x', 'x.x', '...']);
		expect(
			await shown(
				one([
					[3, 9, 30],
					[20, 9, 50],
					[30, 60, 70]
				]),
				5
			)
		).toEqual(['xx.', 'xx.', '...']);
	});

	test('is not there where nobody is: that nobody said something stays told', async () => {
		expect(
			await shown(
				one([
					[0, 20],
					[20, 0]
				]),
				5
			)
		).toEqual(['..', '..']);
	});

	test('two in every line are not enough: these four lines would give the small one away', async () => {
		// Each line has two hidden cells or none, but the rings of hidden cells are apart.
		const table = one([
			[1, 6, 40, 40],
			[6, 1, 40, 40],
			[40, 40, 1, 6],
			[40, 40, 6, 1]
		]);
		const columns = shownColumns(table.people, 5);
		const byLines = table.cells.map((row) => row.map((cell) => cell < 10));
		expect(
			rangesOf(
				one([
					[1, 6],
					[6, 1]
				]),
				[[0], [1]],
				[
					[true, true],
					[true, true]
				]
			)[0]![0]
		).toEqual([0, 7]);
		expect(betrayedCells(table, columns, byLines, 9)).toBeGreaterThan(0);
		expect(betrayedCells(table, columns, await hiddenCells(table, columns, 9), 9)).toBe(0);
	});
});

describe('where people give several answers', () => {
	test('also those who did not give one are few: all but two of a group is hidden like two', async () => {
		const table: CountTable = {
			cells: [
				[18, 12, 30],
				[9, 9, 9]
			],
			people: [20, 25, 60],
			least: 0,
			most: 2
		};
		const { hidden } = await protectedTable(table, 5);
		expect(hidden[0]).toEqual([true, true, false]);
		expect(hidden[1]).toEqual([false, false, false]);
	});
});

describe('where the ballots tell who gave two answers together', () => {
	test('all rows that hide something hide the same columns, else one would bound the other', async () => {
		const table: CountTable = {
			cells: [
				[3, 10, 10],
				[3, 11, 10],
				[9, 9, 9]
			],
			people: [20, 30, 30],
			least: 0,
			most: 3
		};
		// By itself each row could do with two columns, the first with the second and the second with the third.
		const { hidden } = await protectedTable(table, 5);
		expect(hidden[0]).toEqual(hidden[1]);
		expect(hidden[2]).toEqual([false, false, false]);
	});

	test('of any table', async () => {
		await fc.assert(
			fc.asyncProperty(
				tables(40, 7, 'several'),
				fc.integer({ min: 3, max: 8 }),
				async (table, k) => {
					const { hidden } = await protectedTable(table, k);
					const patterns = hidden.filter((row) => row.includes(true)).map((row) => row.join());
					expect(new Set(patterns).size).toBeLessThanOrEqual(1);
				}
			)
		);
	});
});

describe('groups of fewer than five people', () => {
	test('stand together, and with the smallest other one where they are still too few', async () => {
		expect(shownColumns([30, 3, 20, 4], 5)).toEqual([[0], [2], [1, 3]]);
		expect(shownColumns([30, 1, 20, 2], 5)).toEqual([[0], [1, 2, 3]]);
		expect(shownColumns([30, 0, 20], 5)).toEqual([[0], [2]]);
		expect(shownColumns([1, 2], 5)).toEqual([[0, 1]]);
	});

	test('are not betrayed by what is told of them together', async () => {
		// Of the two together only the first answer was given, so that whoever is one of the two gave it.
		const table = one([
			[30, 20, 2],
			[30, 20, 0],
			[30, 0, 0]
		]);
		const { columns, hidden } = await protectedTable(table, 5);
		expect(columns).toEqual([[0], [1, 2]]);
		expect(betrayedCells(table, columns, hidden, 5)).toBe(0);
	});
});

const tables = (most: number, side: number, answers: 'one' | 'several') =>
	fc
		.tuple(fc.integer({ min: 2, max: side }), fc.integer({ min: 2, max: side }))
		.chain(([rows, columns]) =>
			answers === 'one'
				? fc
						.array(fc.array(fc.nat(most), { minLength: columns, maxLength: columns }), {
							minLength: rows,
							maxLength: rows
						})
						.map(one)
				: several(rows, columns, most)
		);

/** People of each group give as many answers as they must or may, so that these numbers tell something of the cells. */
const several = (rows: number, columns: number, mostPeople: number): fc.Arbitrary<CountTable> =>
	fc
		.tuple(fc.nat(rows - 1), fc.integer({ min: 2, max: rows }))
		.map(([least, most]) => ({ least: Math.min(least, most), most }))
		.chain(({ least, most }) => {
			const ballot = fc.uniqueArray(fc.nat(rows - 1), { minLength: least, maxLength: most });
			const group = fc.array(ballot, { maxLength: mostPeople });
			return fc
				.array(group, { minLength: columns, maxLength: columns })
				.map((groups): CountTable => ({
					cells: Array.from({ length: rows }, (_, row) =>
						groups.map((ballots) => ballots.filter((said) => said.includes(row)).length)
					),
					people: groups.map(({ length }) => length),
					least,
					most
				}));
		});

for (const answers of ['one', 'several'] as const) {
	describe(`any table, ${answers} of the answers`, () => {
		test('no small cell can be reckoned closer than to k people or than the totals tell', async () => {
			await fc.assert(
				fc.asyncProperty(
					tables(40, 7, answers),
					fc.integer({ min: 3, max: 8 }),
					async (table, k) => {
						const { columns, hidden } = await protectedTable(table, k);
						expect(betrayedCells(table, columns, hidden, k)).toBe(0);
					}
				),
				{ numRuns: 300 }
			);
		});

		test('and somebody who tries out every table that fits what is shown learns no more either', async () => {
			await fc.assert(
				fc.asyncProperty(tables(4, 3, answers), async (table) => {
					const k = 3;
					const { columns, hidden } = await protectedTable(table, k);
					const known = rangesOf(table, columns, hidden);
					const before = rangesOf(
						table,
						columns,
						hidden.map((row) => row.map(() => true))
					);
					table.cells.forEach((row, r) =>
						row.forEach((cell, c) => {
							const few = (n: number) => n > 0 && n < k;
							const isSmall = few(cell) || (answers === 'several' && few(table.people[c]! - cell));
							if (!isSmall) return;
							const [low, high] = known[r]![c]!;
							const [least, most] = before[r]![c]!;
							expect(high - low).toBeGreaterThanOrEqual(Math.min(k, most - least));
						})
					);
				}),
				{ numRuns: 150 }
			);
		});

		test('what is hidden beside them is no point either, and what is small is never shown', async () => {
			await fc.assert(
				fc.asyncProperty(tables(4, 3, answers), async (table) => {
					const { columns, hidden } = await protectedTable(table, 3);
					const known = rangesOf(table, columns, hidden);
					const before = rangesOf(
						table,
						columns,
						hidden.map((row) => row.map(() => true))
					);
					hidden.forEach((row, r) =>
						row.forEach((isHidden, column) => {
							const parts = columns[column]!;
							const count = parts.reduce((sum, c) => sum + table.cells[r]![c]!, 0);
							if (!isHidden) expect(count > 0 && count < 3).toBe(false);
							if (!isHidden || parts.length > 1) return;
							const [low, high] = known[r]![parts[0]!]!;
							const [least, most] = before[r]![parts[0]!]!;
							expect(high > low || most === least).toBe(true);
						})
					);
				}),
				{ numRuns: 150 }
			);
		});
	});
}
