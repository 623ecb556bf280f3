import { ImportTrouble } from './problems.ts';
import type { StagedRow } from './staged-rows.server.ts';

/** The column that holds a feature's geometry as WKT, and the one for an `id` outside of its properties. */
const geometryColumn = 'geometry';
const idColumn = 'id';

/**
 * Features as rows of a table whose columns are found on the way: each property that any feature has is one. A row's
 * line is the number of its feature, from 1: lines of JSON files say little.
 * @param names filled with the columns as they are found
 */
export async function* rowsOfFeatures(
	found: AsyncIterable<{ feature: unknown } | { crs: unknown }>,
	names: string[]
): AsyncGenerator<StagedRow> {
	const columns = new Map<string, number>();
	const columnOf = (name: string): number => {
		const known = columns.get(name);
		if (known !== undefined) return known;
		columns.set(name, names.length);
		return names.push(name) - 1;
	};
	let row = 0;
	for await (const each of found) {
		if ('crs' in each) {
			demandWgs84(each.crs);
			continue;
		}
		const cells: string[] = [];
		for (const [name, text] of cellsOf(each.feature)) cells[columnOf(name)] = text;
		row++;
		yield { row, line: row, cells: Array.from(cells, (cell) => cell ?? '') };
	}
}

/** The GeoJSON of 2008 could name another reference system; RFC 7946 knows WGS 84 only. */
function demandWgs84(crs: unknown): void {
	if (crs !== null && !/CRS84|EPSG:+4326/.test(JSON.stringify(crs)))
		throw new ImportTrouble('other_reference_system');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is no feature gives an empty row, which then is told as one without a title. */
function cellsOf(feature: unknown): [name: string, text: string][] {
	if (!isObject(feature)) return [];
	const properties = isObject(feature['properties']) ? feature['properties'] : {};
	const cells = Object.entries(properties).map(([name, value]): [string, string] => [
		name,
		textOf(value)
	]);
	if (feature['id'] != null && !(idColumn in properties))
		cells.unshift([idColumn, textOf(feature['id'])]);
	const geometry = wktOf(feature['geometry']);
	if (geometry) cells.push([geometryColumn, geometry]);
	return cells;
}

const textOf = (value: unknown): string =>
	value === null || value === undefined
		? ''
		: typeof value === 'object'
			? JSON.stringify(value)
			: String(value as string | number | boolean);

/** Well-known text of a point; of other shapes their name, which is enough to say that they are none. */
function wktOf(geometry: unknown): string {
	if (!isObject(geometry)) return '';
	const type = String(geometry['type']).toUpperCase();
	if (type !== 'POINT') return type;
	const [lng, lat] = Array.isArray(geometry['coordinates']) ? geometry['coordinates'] : [];
	return `POINT(${String(lng)} ${String(lat)})`;
}
