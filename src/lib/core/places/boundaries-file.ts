import { parseJsonWithLines } from '../../platform/json-source.ts';
import type { Boundary, LngLat } from './boundary.ts';
import { isObject, pathText, readGeometry, type Wrong } from './geometry.ts';
import { mostCharacters, mostProblems, shortened } from './problems.ts';
import type { FileProblem } from './problems.ts';
import type { Place } from './reads.server.ts';

type Known = Pick<Place, 'id' | 'name' | 'kind' | 'lat' | 'lng' | 'parentId'>;
export type BoundaryInFile = Readonly<{ placeId: string; boundary: Boundary }>;
export type BoundariesRead =
	| Readonly<{
			boundaries: readonly BoundaryInFile[];
			/** Names of the features that are no place of ours: an open-data file often holds more than is wanted. */
			leftOut: readonly string[];
	  }>
	| Readonly<{ problems: readonly FileProblem[] }>;

const mostFeatures = 2000;

/**
 * Reads a GeoJSON FeatureCollection (RFC 7946) of outlines. A feature belongs to the place with its `id` (of the
 * feature or in its properties), else to the one with its `name` and, where given, `kind`.
 */
export function readBoundariesFile(file: string, places: readonly Known[]): BoundariesRead {
	if (file.length > mostCharacters) return { problems: [{ code: 'too_large', line: 1 }] };
	const source = parseJsonWithLines(file);
	if ('error' in source) {
		const { line, message } = source.error;
		return { problems: [{ code: 'not_json', line, found: message }] };
	}
	const frame = frameProblem(source.value);
	if (frame) return { problems: [{ ...frame, line: source.lineOf([frame.field ?? 'type']) }] };

	const boundaries: BoundaryInFile[] = [];
	const leftOut: string[] = [];
	const problems: FileProblem[] = [];
	const taken = new Set<string>();
	(source.value as { features: unknown[] }).features.forEach((feature, index) => {
		const tell = ({ code, path, found }: Wrong) =>
			problems.push({
				code,
				line: source.lineOf(['features', index, ...path]),
				feature: index,
				field: pathText(path),
				...(found !== undefined && { found: shortened(found) })
			});
		const owner = ownerOf(feature, places);
		if ('wrong' in owner) return tell(owner.wrong);
		if (!owner.place) return leftOut.push(owner.name);
		const { place } = owner;
		if (taken.has(place.id)) return tell({ code: 'place_twice', path: [], found: place.id });
		taken.add(place.id);
		const geometry = readGeometry(
			(feature as { geometry?: unknown }).geometry,
			nearest(place, places)
		);
		if ('wrong' in geometry) return tell(geometry.wrong);
		boundaries.push({ placeId: place.id, boundary: geometry.boundary });
	});
	if (problems.length > 0) return { problems: problems.slice(0, mostProblems) };
	if (boundaries.length === 0) {
		return {
			problems: [{ code: 'nothing_matches', line: 1, found: shortened(leftOut.join(', ')) }]
		};
	}
	return { boundaries, leftOut };
}

function frameProblem(value: unknown): Omit<FileProblem, 'line'> | null {
	if (
		!isObject(value) ||
		value['type'] !== 'FeatureCollection' ||
		!Array.isArray(value['features'])
	)
		return { code: 'not_a_feature_collection', field: 'type' };
	if (value['features'].length === 0) return { code: 'missing', field: 'features' };
	if (value['features'].length > mostFeatures) return { code: 'too_many', field: 'features' };
	// The GeoJSON of 2008 could name another reference system; RFC 7946 knows WGS 84 only.
	const crs = JSON.stringify(value['crs'] ?? 'CRS84');
	if (!/CRS84|EPSG:+4326/.test(crs))
		return { code: 'other_reference_system', field: 'crs', found: shortened(value['crs']) };
	return null;
}

function ownerOf(
	feature: unknown,
	places: readonly Known[]
): { place: Known | null; name: string } | { wrong: Wrong } {
	if (!isObject(feature) || feature['type'] !== 'Feature')
		return { wrong: { code: 'not_a_feature', path: ['type'] } };
	const properties = isObject(feature['properties']) ? feature['properties'] : {};
	const property = (name: string) =>
		Object.entries(properties).find(([key]) => key.toLowerCase() === name)?.[1];
	const ids = [property('id'), feature['id']].filter((id) => id != null).map(String);
	const byId = places.find(({ id }) => ids.includes(id));
	const name = String(property('name') ?? ids[0] ?? '').trim();
	if (byId) return { place: byId, name };
	const kind = property('kind');
	const byName = places.filter(
		(place) =>
			place.name.toLowerCase() === name.toLowerCase() && (kind == null || place.kind === kind)
	);
	if (byName.length > 1)
		return { wrong: { code: 'place_ambiguous', path: ['properties'], found: name } };
	return { place: byName[0] ?? null, name };
}

/** Where the place, or else what lies around it, is known to be: tells swapped coordinates from right ones. */
function nearest(place: Known, places: readonly Known[]): LngLat | null {
	for (let at: Known | undefined = place; at;) {
		if (at.lat !== null && at.lng !== null) return [at.lng, at.lat];
		const parent: string | null = at.parentId;
		at = places.find(({ id }) => id === parent);
	}
	return null;
}
