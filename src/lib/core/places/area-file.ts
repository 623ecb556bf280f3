import { parseJsonWithLines, type JsonPath } from '../../platform/json-source.ts';
import { polygonsOf, type Boundary, type LngLat } from './boundary.ts';
import { isObject, mostPoints, pathText, readGeometry, type Wrong } from './geometry.ts';
import { mostCharacters, mostProblems, shortened, type FileProblem } from './problems.ts';

export type AreaRead =
	Readonly<{ area: Boundary }> | Readonly<{ problems: readonly FileProblem[] }>;

/** A part of a file that should be an area, and where it stands. */
type Part = Readonly<{ geometry: unknown; path: JsonPath }>;

const mostParts = 100;

/**
 * Reads one area from GeoJSON (RFC 7946): a Polygon or MultiPolygon, a Feature with one, or a FeatureCollection whose
 * features together are the area.
 * @param near where it is expected to lie, to tell swapped coordinates from right ones
 */
export function readAreaFile(file: string, near: LngLat | null): AreaRead {
	if (file.length > mostCharacters) return { problems: [{ code: 'too_large', line: 1 }] };
	const source = parseJsonWithLines(file);
	if ('error' in source) {
		const { line, message } = source.error;
		return { problems: [{ code: 'not_json', line, found: message }] };
	}
	const parts = partsOf(source.value);
	const told = ({ code, path, found }: Wrong): FileProblem => ({
		code,
		line: source.lineOf(path),
		field: pathText(path),
		...(found !== undefined && { found: shortened(found) })
	});
	if (parts.length === 0) return { problems: [told({ code: 'not_an_area', path: [] })] };
	if (parts.length > mostParts)
		return { problems: [told({ code: 'too_many', path: ['features'] })] };
	const read = parts.map(({ geometry, path }) => ({ path, ...readGeometry(geometry, near) }));
	const problems = read.flatMap((one) =>
		'wrong' in one ? [told({ ...one.wrong, path: within(one.path, one.wrong.path) })] : []
	);
	if (problems.length > 0) return { problems: problems.slice(0, mostProblems) };
	const area = together(read.flatMap((one) => ('boundary' in one ? [one.boundary] : [])));
	const points = polygonsOf(area).flat(2).length;
	if (points > mostPoints)
		return { problems: [told({ code: 'ring_long', path: [], found: points })] };
	return { area };
}

function partsOf(value: unknown): Part[] {
	if (!isObject(value)) return [];
	switch (value['type']) {
		case 'Polygon':
		case 'MultiPolygon':
			return [{ geometry: value, path: [] }];
		case 'Feature':
			return [{ geometry: value['geometry'], path: ['geometry'] }];
		case 'FeatureCollection':
			return (Array.isArray(value['features']) ? value['features'] : []).map(
				(feature: unknown, index) => ({
					geometry: isObject(feature) ? feature['geometry'] : null,
					path: ['features', index, 'geometry']
				})
			);
		default:
			return [];
	}
}

/** `readGeometry` tells paths from the feature on: `geometry.coordinates…`. */
const within = (path: JsonPath, inside: JsonPath): JsonPath => [
	...path,
	...(inside[0] === 'geometry' ? inside.slice(1) : inside)
];

const together = (all: readonly Boundary[]): Boundary =>
	all.length === 1
		? all[0]!
		: { type: 'MultiPolygon', coordinates: all.flatMap((boundary) => polygonsOf(boundary)) };
