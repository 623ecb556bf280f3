import { isSmall } from './small.ts';

/**
 * People counted by answer (rows) and group (columns), before anything is hidden. What everybody may know of it from
 * elsewhere: how many gave each answer, and how many people each group has.
 */
export type CountTable = Readonly<{
	/** People who gave the answer of the row, by column. */
	cells: readonly (readonly number[])[];
	/** People in each column. */
	people: readonly number[];
	/** In how many rows one person stands, at least and at most; both 1 where everybody gave one answer. */
	least: number;
	most: number;
}>;

export const sumOf = (counts: readonly number[]): number =>
	counts.reduce((sum, count) => sum + count, 0);

/**
 * The columns as they are shown: groups of fewer than k people stand together in one, and if these are fewer than k
 * people too, the smallest others with them. Coarser groups hide less than empty cells do ("global recoding": Hundepool
 * et al., Statistical Disclosure Control, 2012, 3.2.2 and 5.3).
 * @returns the columns of each shown one, in their order; the common one last
 */
export function shownColumns(people: readonly number[], k: number): number[][] {
	const smallestFirst = people
		.map((count, column) => ({ count, column }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => a.count - b.count || a.column - b.column);
	const pooled = smallestFirst.filter(({ count }) => isSmall(count, k));
	const others = smallestFirst.slice(pooled.length);
	const size = () => sumOf(pooled.map(({ count }) => count));
	while (pooled.length > 0 && size() < k && others.length > 0) pooled.push(others.shift()!);
	const alone = others.map(({ column }) => [column]).sort((a, b) => a[0]! - b[0]!);
	const together = pooled.map(({ column }) => column).sort((a, b) => a - b);
	return together.length > 0 ? [...alone, together] : alone;
}
