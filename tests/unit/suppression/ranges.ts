import type { CountTable } from '#lib/platform/suppression/count-table.ts';

/**
 * What an outsider knows of each cell who tries out all tables that fit the totals and the shown cells: the least and the
 * most of it. Slow and without any theory, to check what is reckoned by flows.
 */
export function rangesOf(
	{ cells, people, least, most }: CountTable,
	columns: readonly (readonly number[])[],
	hidden: readonly (readonly boolean[])[]
): [number, number][][] {
	const ranges = cells.map((row) => row.map((): [number, number] => [Infinity, -Infinity]));
	const rowsThatFit = cells.map((row, r) =>
		waysToShare(
			row.reduce((sum, cell) => sum + cell, 0),
			people
		).filter((tried) =>
			columns.every(
				(parts, column) =>
					hidden[r]![column] || parts.reduce((sum, c) => sum + tried[c]! - row[c]!, 0) === 0
			)
		)
	);
	const tried: number[][] = [];
	const step = (r: number, given: readonly number[]): void => {
		if (r === cells.length) {
			if (given.some((sum, c) => sum < least * people[c]! || sum > most * people[c]!)) return;
			tried.forEach((row, at) =>
				row.forEach((cell, c) => {
					const range = ranges[at]![c]!;
					range[0] = Math.min(range[0], cell);
					range[1] = Math.max(range[1], cell);
				})
			);
			return;
		}
		for (const row of rowsThatFit[r]!) {
			const sums = given.map((sum, c) => sum + row[c]!);
			if (sums.some((sum, c) => sum > most * people[c]!)) continue;
			tried[r] = row;
			step(r + 1, sums);
		}
	};
	step(
		0,
		people.map(() => 0)
	);
	return ranges;
}

function waysToShare(total: number, limits: readonly number[]): number[][] {
	const [limit, ...others] = limits;
	if (limit === undefined) return total === 0 ? [[]] : [];
	const ways: number[][] = [];
	for (let first = 0; first <= Math.min(total, limit); first++)
		for (const rest of waysToShare(total - first, others)) ways.push([first, ...rest]);
	return ways;
}
