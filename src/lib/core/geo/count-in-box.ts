import type { Box } from '../places/within.ts';
import {
	ancestor,
	boxOfCell,
	cellAt,
	finestLevel,
	levelStep,
	stepAt,
	within,
	worldPoint,
	type Cell
} from './cells.ts';

/** How many pins, with the sums that their mean comes from: degrees in 1e-7, numbers as they are. */
export type Tally = Readonly<{ pins: number; sumLat: number; sumLng: number; sumNumber: number }>;
export type CellTally = Tally & Readonly<{ cell: Cell }>;
/** Cells from first to last; `as`: they are counted together, with all others of this number, under it. */
export type CellRange = readonly [first: Cell, last: Cell, as?: Cell];

/** What is counted, as the one who counts it gives it. */
export type Counted = Readonly<{
	/** The counters at a level in these ranges; cells without pins are left out. */
	cells(level: number, ranges: readonly CellRange[]): Promise<CellTally[]>;
	/** Pins in these ranges of the finest level that lie in the box, edges included, by their cell at `level`. */
	pins(level: number, ranges: readonly CellRange[], box: Box): Promise<CellTally[]>;
}>;

/** From which number of pins on their counters are asked instead of the pins themselves. */
export type Limits = Readonly<{ eachCell: number; together: number }>;
/**
 * A pin takes 0.25 µs, a range of counters 6 µs, and a full cell that is cut has about ten of them; one more question
 * takes as long as 6,000 pins, within a factor of two (PostgreSQL 18, two virtual cores).
 */
const quickest: Limits = { eachCell: 400, together: 6000 };
/** Degrees (0.1 mm). Nearer to an edge than this no cell counts as inside: rounding must not decide. */
const edge = 1e-9;

/**
 * The cells at a level with the pins of each that lie in the box, edges included. Their sum is exactly the number of pins
 * in the box: whole cells come from their counters, cells that an edge cuts from the finer cells within them, and
 * what is left at the edge from the pins themselves.
 */
export async function countInBox(
	counted: Counted,
	box: Box,
	level: number,
	limits = quickest
): Promise<Map<Cell, Tally>> {
	const isFew = ({ pins }: Tally): boolean => pins <= limits.eachCell;
	const tallies = new Map<Cell, Tally>();
	const leaves: CellRange[] = [];
	let at = level;
	let ranges = blocks(box, level);
	while (ranges.length > 0) {
		const cut: CellTally[] = [];
		for (const found of await counted.cells(at, ranges)) {
			const lies = against(box, boxOfCell(found.cell, at));
			if (lies === 'inside') add(tallies, ancestor(found.cell, at - level), found);
			if (lies === 'cut') cut.push(found);
		}
		const isLast = at === finestLevel || sumOfPins(cut) <= limits.together;
		const [few, many] = [cut.filter(isFew), cut.filter((found) => !isFew(found))];
		for (const { cell } of isLast ? cut : few) leaves.push(within(cell, finestLevel - at));
		ranges = isLast ? [] : many.flatMap(({ cell }) => partsOf(cell, at, box));
		at += levelStep;
	}
	if (leaves.length > 0)
		for (const found of await counted.pins(level, leaves, box)) add(tallies, found.cell, found);
	return tallies;
}

const sumOfPins = (tallies: readonly Tally[]): number =>
	tallies.reduce((sum, { pins }) => sum + pins, 0);

/** What of a cut cell lies in the box, one step finer: cells inside counted together, cells that are cut each by itself. */
function partsOf(cell: Cell, level: number, box: Box): CellRange[] {
	const [first, last] = within(cell, levelStep);
	const parts: CellRange[] = [];
	let inside: Cell | undefined;
	for (let part = first; part <= last; part++) {
		const lies = against(box, boxOfCell(part, level + levelStep));
		if (lies === 'cut') parts.push([part, part]);
		if (lies !== 'inside') continue;
		inside ??= part;
		const run = parts.at(-1);
		if (run?.[2] === inside && run[1] === part - 1) parts.splice(-1, 1, [run[0], part, inside]);
		else parts.push([part, part, inside]);
	}
	return parts;
}

/** The box widened to the edges of the cells that it touches. */
export function aroundCells(box: Box, level: number): Box {
	const { x0, x1, y0, y1 } = columnsAndRows(box, level, 0);
	const { west, north } = boxOfCell(cellAt(x0, y0), level);
	const { east, south } = boxOfCell(cellAt(x1, y1), level);
	return { west, south, east, north };
}

/**
 * The cells within a box that ends where cells end, each with all its pins: for a map, whose counts then stay the same
 * while it moves a little. One question, however many pins there are. A pin on the very edge belongs to one side.
 */
export async function countWholeCells(
	counted: Counted,
	box: Box,
	level: number
): Promise<Map<Cell, Tally>> {
	const found = await counted.cells(level, blocks(box, level));
	return new Map(found.filter(hasMiddleIn(box, level)).map((tally) => [tally.cell, tally]));
}

const hasMiddleIn =
	(box: Box, level: number) =>
	({ cell }: CellTally): boolean => {
		const { west, south, east, north } = boxOfCell(cell, level);
		const [lng, lat] = [(west + east) / 2, (south + north) / 2];
		return lng > box.west && lng < box.east && lat > box.south && lat < box.north;
	};

/** Ranges of cells that cover the box: blocks of 4 by 4, each one range by number. */
function blocks(box: Box, level: number): CellRange[] {
	const { x0, x1, y0, y1 } = columnsAndRows(box, level - levelStep);
	const ranges: CellRange[] = [];
	for (let y = y0; y <= y1; y++)
		for (let x = x0; x <= x1; x++) ranges.push(within(cellAt(x, y), levelStep));
	return ranges;
}

function columnsAndRows({ west, south, east, north }: Box, level: number, hair = edge) {
	const first = worldPoint(Math.min(90, north + hair), west - hair);
	const last = worldPoint(Math.max(-90, south - hair), east + hair);
	return {
		x0: stepAt(first.x, level),
		x1: stepAt(last.x, level),
		y0: stepAt(first.y, level),
		y1: stepAt(last.y, level)
	};
}

/** How many cells of a level the box touches. */
export function cellsTouched(box: Box, level: number): number {
	const { x0, x1, y0, y1 } = columnsAndRows(box, level);
	return (x1 - x0 + 1) * (y1 - y0 + 1);
}

function against(box: Box, cell: Box): 'inside' | 'cut' | 'outside' {
	if (
		cell.east < box.west - edge ||
		cell.west > box.east + edge ||
		cell.north < box.south - edge ||
		cell.south > box.north + edge
	)
		return 'outside';
	const inside =
		(cell.west > box.west + edge || box.west === -180) &&
		(cell.east < box.east - edge || box.east === 180) &&
		(cell.south > box.south + edge || box.south === -90) &&
		(cell.north < box.north - edge || box.north === 90);
	return inside ? 'inside' : 'cut';
}

function add(tallies: Map<Cell, Tally>, cell: Cell, more: Tally): void {
	tallies.set(cell, sumOf(tallies.get(cell) ?? nothing, more));
}

export const nothing: Tally = { pins: 0, sumLat: 0, sumLng: 0, sumNumber: 0 };

export const sumOf = (a: Tally, b: Tally): Tally => ({
	pins: a.pins + b.pins,
	sumLat: a.sumLat + b.sumLat,
	sumLng: a.sumLng + b.sumLng,
	sumNumber: a.sumNumber + b.sumNumber
});
