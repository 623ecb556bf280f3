import type { Box } from '../places/within.ts';
import { boxOfCell, cellAt, coarsestLevel, columnAndRow, finestLevel, type Cell } from './cells.ts';
import { cellsTouched, sumOf, type Tally } from './count-in-box.ts';

/** Pins that a map shows as one, or a single one. */
export type Cluster = Tally &
	Readonly<{
		/** The middle of its pins. */
		lat: number;
		lng: number;
		/** Around the cells that it comes from: what to show next. */
		bounds: Box;
	}>;

/** From here on pins are given one by one. */
export const lastZoom = 20;
/** A map is never shown larger than this: 1 px is 2 cm in Bielefeld. */
export const greatestZoom = 22;

/** CSS pixels of a map tile at zoom 0. */
const worldSize = 256;
/** Nearer to each other than this, fingers would hit the wrong one (WCAG 2.5.8 asks for 24). */
const apart = 60;
/** So many cells are read for one view at most; a larger view gets coarser ones. */
const mostCells = 600;

/** The level whose cells make the clusters of a view: 32 or 64 px wide, coarser where the box is larger than a screen. */
export function levelFor(box: Box, zoom: number): number {
	let level = Math.min(finestLevel, zoom + 2 + (zoom % 2));
	while (level > coarsestLevel && cellsTouched(box, level) > mostCells) level -= 2;
	return level;
}

/**
 * Joins cells whose middles are less than 60 px apart, the fullest first. Nothing is lost: the clusters count what the
 * cells count.
 */
export function clustersOf(
	tallies: ReadonlyMap<Cell, Tally>,
	level: number,
	zoom: number
): Cluster[] {
	const cells = new Map([...tallies].map(([cell, tally]) => [cell, placed(cell, tally, level)]));
	const order = [...cells].sort(([a, one], [b, other]) => other.pins - one.pins || a - b);
	// A box larger than a screen got coarser cells: it is seen from further away than its zoom says.
	const seenAt = level === finestLevel ? zoom : Math.min(zoom, level - 2);
	const scale = worldSize * 2 ** seenAt;
	const reach = Math.ceil((apart / scale) * 2 ** level);
	const clusters: Cluster[] = [];
	for (const [cell, first] of order) {
		if (!cells.delete(cell)) continue;
		const near = neighbours(cell, level, reach).filter((other) => {
			const found = cells.get(other);
			return found && distance(first, found) * scale < apart;
		});
		clusters.push(
			[cell, ...near].slice(1).reduce((sum, other) => {
				const joined = join(sum, cells.get(other)!);
				cells.delete(other);
				return joined;
			}, first)
		);
	}
	return clusters;
}

function placed(cell: Cell, tally: Tally, level: number): Cluster {
	return { ...tally, ...middle(tally), bounds: boxOfCell(cell, level) };
}

const middle = ({ pins, sumLat, sumLng }: Tally) => ({
	lat: sumLat / pins / 1e7,
	lng: sumLng / pins / 1e7
});

function join(a: Cluster, b: Cluster): Cluster {
	const sum = sumOf(a, b);
	return {
		...sum,
		...middle(sum),
		bounds: {
			west: Math.min(a.bounds.west, b.bounds.west),
			south: Math.min(a.bounds.south, b.bounds.south),
			east: Math.max(a.bounds.east, b.bounds.east),
			north: Math.max(a.bounds.north, b.bounds.north)
		}
	};
}

function neighbours(cell: Cell, level: number, reach: number): Cell[] {
	const { x, y } = columnAndRow(cell);
	const side = 2 ** level;
	const found: Cell[] = [];
	for (let row = Math.max(0, y - reach); row <= Math.min(side - 1, y + reach); row++)
		for (let column = Math.max(0, x - reach); column <= Math.min(side - 1, x + reach); column++)
			if (row !== y || column !== x) found.push(cellAt(column, row));
	return found;
}

/** As fractions of the world's width; over the width of a cluster the map is flat. */
function distance(a: Cluster, b: Cluster): number {
	const stretch = 1 / Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
	return Math.hypot((a.lng - b.lng) / 360, ((a.lat - b.lat) / 360) * Math.min(stretch, 12));
}
