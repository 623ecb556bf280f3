import type { Box } from '../places/within.ts';

/**
 * Cells of a quadtree over the Web Mercator map. At level z the world is 2^z columns by 2^z rows, counted from the
 * north-west; a cell's number takes the bits of column and row in turns (Z-order), so that the cells within a cell are
 * neighbours by number. `map_cell` in the database gives the same number. Source: Morton (1966).
 */
export type Cell = number;

/** Every second level is counted: twice the rows for the others would buy nothing that one sees. */
export const levelStep = 2;
export const coarsestLevel = 2;
/** 9.6 m wide at the equator, 5.9 m in Bielefeld. Below it pins are counted one by one. */
export const finestLevel = 22;

/** Beyond it Web Mercator has no square any more; what lies nearer to a pole is in the outermost row. */
const mercatorLat = 85.05112877980659;

/** Column and row of a point, as fractions of the world. */
export function worldPoint(lat: number, lng: number): { x: number; y: number } {
	const near = Math.abs(lat) < 1e-9 ? 0 : lat;
	const north = (Math.min(mercatorLat, Math.max(-mercatorLat, near)) * Math.PI) / 180;
	return {
		x: (lng + 180) / 360,
		y: (1 - Math.log(Math.tan(north) + 1 / Math.cos(north)) / Math.PI) / 2
	};
}

/** Column or row at a level, kept within the world. */
export const stepAt = (fraction: number, level: number): number =>
	Math.min(2 ** level - 1, Math.max(0, Math.floor(fraction * 2 ** level)));

/** @param x column @param y row; below 2^22, so that the number stays exact in a double */
export function cellAt(x: number, y: number): Cell {
	let cell = 0;
	let place = 1;
	for (let [columns, rows] = [x, y]; columns > 0 || rows > 0; columns >>= 1, rows >>= 1) {
		cell += ((columns & 1) + 2 * (rows & 1)) * place;
		place *= 4;
	}
	return cell;
}

export function columnAndRow(cell: Cell): { x: number; y: number } {
	let [x, y, bit] = [0, 0, 1];
	for (let rest = cell; rest > 0; rest = Math.floor(rest / 4), bit *= 2) {
		const last = rest % 4;
		if (last & 1) x += bit;
		if (last & 2) y += bit;
	}
	return { x, y };
}

export function cellOf(lat: number, lng: number, level: number): Cell {
	const { x, y } = worldPoint(lat, lng);
	return cellAt(stepAt(x, level), stepAt(y, level));
}

/** The cell around it, `levels` up. */
export const ancestor = (cell: Cell, levels: number): Cell => Math.floor(cell / 4 ** levels);

/** First and last of the cells within it, `levels` down. */
export const within = (cell: Cell, levels: number): readonly [Cell, Cell] => [
	cell * 4 ** levels,
	(cell + 1) * 4 ** levels - 1
];

/** Edges of a cell in degrees; the outermost rows reach to the poles. */
export function boxOfCell(cell: Cell, level: number): Box {
	const { x, y } = columnAndRow(cell);
	return {
		west: (x / 2 ** level) * 360 - 180,
		east: ((x + 1) / 2 ** level) * 360 - 180,
		north: y === 0 ? 90 : latOf(y / 2 ** level),
		south: y === 2 ** level - 1 ? -90 : latOf((y + 1) / 2 ** level)
	};
}

const latOf = (fraction: number): number =>
	(Math.atan(Math.sinh(Math.PI * (1 - 2 * fraction))) * 180) / Math.PI;
