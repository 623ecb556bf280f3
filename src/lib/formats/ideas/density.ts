import {
	boxOfCell,
	columnAndRow,
	coarsestLevel,
	finestLevel,
	levelStep,
	type Cell
} from '../../core/geo/cells.ts';
import { cellsTouched, type Tally } from '../../core/geo/count-in-box.ts';
import type { Box } from '../../core/places/within.ts';

/** More fields than this nobody compares, in a picture or in a table. */
const mostFields = 120;

/** How many ideas lie where: fields of a grid, named as in a street map ("B3"). */
export type Density = Readonly<{
	columns: number;
	rows: number;
	fields: readonly DensityField[];
	/** Lowest count of each shade, the lightest first; as many as there are shades. */
	steps: readonly number[];
}>;

export type DensityField = Readonly<{
	name: string;
	/** From 0, from the north-west. */
	column: number;
	row: number;
	count: number;
	/** From 1 to the number of steps. */
	shade: number;
	box: Box;
}>;

/** The finest level at which the box has no more fields than one can compare. */
export function densityLevel(box: Box): number {
	let level = coarsestLevel;
	while (level < finestLevel && cellsTouched(box, level + levelStep) <= mostFields)
		level += levelStep;
	return level;
}

export function densityOf(tallies: ReadonlyMap<Cell, Tally>, level: number): Density {
	const cells = [...tallies].map(([cell, { pins }]) => ({ cell, pins, ...columnAndRow(cell) }));
	const left = Math.min(...cells.map(({ x }) => x));
	const top = Math.min(...cells.map(({ y }) => y));
	const steps = stepsUpTo(Math.max(0, ...cells.map(({ pins }) => pins)));
	const fields = cells.map(({ cell, pins, x, y }) => ({
		name: `${letters(x - left)}${y - top + 1}`,
		column: x - left,
		row: y - top,
		count: pins,
		shade: steps.filter((least) => least <= pins).length,
		box: boxOfCell(cell, level)
	}));
	return {
		columns: Math.max(0, ...fields.map(({ column }) => column + 1)),
		rows: Math.max(0, ...fields.map(({ row }) => row + 1)),
		fields: fields.sort((a, b) => b.count - a.count || a.row - b.row || a.column - b.column),
		steps
	};
}

/** At most five shades, each twice to ten times the one before: 1, 2, 5, 10, 20 … */
function stepsUpTo(most: number): number[] {
	const round = [
		1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000
	];
	const fitting = round.filter((step) => step <= most);
	const skip = Math.max(1, Math.ceil(fitting.length / 5));
	return fitting.filter((_, index) => index % skip === 0);
}

/** A to Z, then AA: no grid here has so many columns. */
const letters = (column: number): string =>
	(column >= 26 ? letters(Math.floor(column / 26) - 1) : '') +
	String.fromCharCode(65 + (column % 26));
