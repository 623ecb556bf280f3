import type { CountTable } from './count-table.ts';
import { networkOf, type Arc, type Network } from './network.ts';
import { cheapestWay, roomOf } from './reckon.ts';
import { isSmall } from './small.ts';

/**
 * Which cells of a table of groups are hidden. First those of fewer than k people (of those who gave the answer, or,
 * where people may give several, of those who did not). Then as many others as it takes that nobody who knows all
 * totals can reckon such a number more closely than to k people, or than the totals alone tell. Cells with few people
 * go first, by the logarithm of their people (Hundepool et al., Statistical Disclosure Control, 2012, 4.4).
 *
 * Where people may give several answers, all rows of which something is hidden hide the same columns. The ballots are
 * published without groups, so that everybody knows how many gave one answer and not another: where two rows hid
 * different columns, what is shown of one would bound what is hidden of the other.
 *
 * What it does not do: it does not hide that nobody of a group said something, nor that everybody did.
 *
 * @param columns the columns of each shown one, see `shownColumns`
 * Reckoning takes milliseconds for each small cell; between two of them others have their turn.
 *
 * @returns by row and shown column
 */
export async function hiddenCells(
	table: CountTable,
	columns: readonly (readonly number[])[],
	k: number
): Promise<boolean[][]> {
	const network = networkOf(table, columns);
	const hidden = table.cells.map(() => columns.map(() => false));
	for (const { cell, value, most } of network.arcs)
		if (cell && isSensitive(table, value, most, k)) hidden[cell.row]![cell.column] = true;
	const isHidden = ({ cell }: Arc) => !cell || hidden[cell.row]![cell.column]!;
	for (const own of sensitiveArcs(table, network, k)) {
		await new Promise((resolve) => setTimeout(resolve));
		const { span: asked } = spanOf(network, own, () => true, k);
		for (;;) {
			const { span, room } = spanOf(network, own, isHidden, asked);
			if (span >= asked) break;
			const cost = (arc: Arc) => (isHidden(arc) ? 0 : lossOf(arc));
			const way = cheapestWay(network, own, room, { more: asked - span, cost });
			if (!way) break;
			for (const { cell } of way) if (cell) hidden[cell.row]![cell.column] = true;
		}
	}
	return table.most > 1 ? inTheSameColumns(hidden) : hidden;
}

/** What is hidden beyond what it takes gives only more room to what is small. */
function inTheSameColumns(hidden: readonly boolean[][]): boolean[][] {
	const columns = hidden[0]?.map((_, column) => hidden.some((row) => row[column])) ?? [];
	return hidden.map((row) => (row.includes(true) ? columns : row));
}

/**
 * Cells that could be reckoned too closely all the same: the check of `hiddenCells`, for any pattern.
 * @returns the number of small cells (also those of parts that stand together) whose room is too small
 */
export function betrayedCells(
	table: CountTable,
	columns: readonly (readonly number[])[],
	hidden: readonly (readonly boolean[])[],
	k: number
): number {
	const network = networkOf(table, columns);
	const isHidden = ({ cell }: Arc) => !cell || hidden[cell.row]![cell.column]!;
	return sensitiveArcs(table, network, k).filter((own) => {
		const asked = spanOf(network, own, () => true, k).span;
		const arc = network.arcs[own]!;
		return arc.cell && !isHidden(arc) ? true : spanOf(network, own, isHidden, asked).span < asked;
	}).length;
}

function sensitiveArcs(table: CountTable, { arcs }: Network, k: number): number[] {
	const slack = table.cells.length + table.people.length;
	return arcs.flatMap(({ to, value, most }, index) =>
		to !== slack && isSensitive(table, value, most, k) ? [index] : []
	);
}

/** Where everybody gives one answer, those who did not give this one are counted in the other rows. */
const isSensitive = ({ most: answers }: CountTable, value: number, people: number, k: number) =>
	isSmall(value, k) || (answers > 1 && isSmall(people - value, k));

function spanOf(network: Network, own: number, isHidden: (arc: Arc) => boolean, enough: number) {
	const room = roomOf(network, own, isHidden, enough);
	return { room, span: room.above + room.below };
}

const lossOf = ({ value }: Arc) => 1 + Math.log2(1 + value);
