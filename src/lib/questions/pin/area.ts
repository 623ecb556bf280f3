import type { QuestionArea } from '../material.ts';
import { fieldAt, fieldName, type Grid } from '../grid.ts';

type Point = Readonly<{ lat: number; lng: number }>;
export type AreaGrid = Grid & Readonly<{ area: QuestionArea }>;

/** The field in which a point of the earth lies; null: it is outside of the area's box. */
export function fieldOfPoint(config: AreaGrid, { lat, lng }: Point): string | null {
	const [west, south, east, north] = config.area.box;
	return fieldAt(config, (lng - west) / (east - west), (north - lat) / (north - south));
}

/** Along each side of a field so many points are looked at: an outline that only touches a corner is left out. */
const samples = 4;

/** The fields that lie in the area at least in part, row by row; all where it has no outline. */
export function fieldsInArea(config: AreaGrid): string[] {
	const { columns, rows, area } = config;
	const [west, south, east, north] = area.box;
	const corners = new Set(
		area.outline.flat().map(([lng, lat]) => fieldOfPoint(config, { lat, lng }))
	);
	const isIn = (column: number, row: number) => {
		if (area.outline.length === 0 || corners.has(fieldName(column, row))) return true;
		for (let n = 0; n < samples * samples; n++) {
			const x = (column + ((n % samples) + 0.5) / samples) / columns;
			const y = (row + (Math.floor(n / samples) + 0.5) / samples) / rows;
			if (isWithin(area, west + x * (east - west), north - y * (north - south))) return true;
		}
		return false;
	};
	const fields: string[] = [];
	for (let row = 0; row < rows; row++)
		for (let column = 0; column < columns; column++)
			if (isIn(column, row)) fields.push(fieldName(column, row));
	return fields;
}

/** Even-odd rule over all rings, so that holes are outside. Source: W. R. Franklin, PNPOLY. */
function isWithin({ outline }: QuestionArea, x: number, y: number): boolean {
	let inside = false;
	for (const ring of outline) {
		for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
			const [ax, ay] = ring[at]!;
			const [bx, by] = ring[before]!;
			if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
		}
	}
	return inside;
}

/** Field to the names of the places in it; places outside of the box are left out. */
export function placesByField(config: AreaGrid): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, string[]>();
	for (const { name, lat, lng } of config.area.places) {
		const field = fieldOfPoint(config, { lat, lng });
		if (field) found.set(field, [...(found.get(field) ?? []), name]);
	}
	return found;
}
