import { z } from 'zod';
import { parseJsonWithLines, type JsonPath } from '../../platform/json-source.ts';
import { mayLieIn, placeKinds, type PlaceKind } from './kinds.ts';
import { mostCharacters, mostProblems, shortened } from './problems.ts';
import type { FileProblem, FileProblemCode } from './problems.ts';

const code = (wrong: FileProblemCode) => (issue: { input?: unknown }) =>
	issue.input === undefined ? 'missing' : wrong;
const text = () => z.string({ error: code('text_expected') }).trim();
const number = () => z.number({ error: code('number_expected') });
const count = () =>
	z
		.number({ error: code('count_expected') })
		.int({ error: 'count_expected' })
		.min(0, 'count_expected');

/** How many districts, social spaces … a place has in reality; null where nobody knows. */
export const structureSchema = z.strictObject({
	...Object.fromEntries(placeKinds.map((kind) => [kind, count().nullish()])),
	note: text().optional()
});

const placeInFile = z
	.strictObject({
		id: text().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'id_shape'),
		name: text().min(1, 'missing'),
		kind: z.enum(placeKinds, { error: code('kind_unknown') }),
		parent: text().nullable(),
		lat: number().min(-90, 'lat_range').max(90, 'lat_range').nullish(),
		lng: number().min(-180, 'lng_range').max(180, 'lng_range').nullish(),
		structure: structureSchema.nullish()
	})
	.refine(({ lat, lng }) => (lat == null) === (lng == null), {
		error: 'half_a_position',
		path: ['lat']
	});

/** What a file says of a place. An absent field leaves what is known; null takes it away. */
export type PlaceInFile = z.infer<typeof placeInFile>;

const placesFile = z.array(placeInFile, { error: 'not_a_list' }).max(5000, 'too_many');

type Known = Readonly<{ id: string; kind: PlaceKind; parentId: string | null }>;
export type PlacesRead =
	Readonly<{ places: readonly PlaceInFile[] }> | Readonly<{ problems: readonly FileProblem[] }>;

/** Reads a file of places against the places there are. A wrong file tells every problem and yields nothing. */
export function readPlacesFile(file: string, known: readonly Known[]): PlacesRead {
	if (file.length > mostCharacters) return { problems: [{ code: 'too_large', line: 1 }] };
	const source = parseJsonWithLines(file);
	if ('error' in source) {
		const { line, message } = source.error;
		return { problems: [{ code: 'not_json', line, found: message }] };
	}
	const read = placesFile.safeParse(source.value);
	const problems = read.success
		? treeProblems(read.data, known, source.lineOf)
		: read.error.issues.map((issue) => problemOf(issue, source));
	if (!read.success || problems.length > 0) return { problems: problems.slice(0, mostProblems) };
	return { places: read.data };
}

function problemOf(
	issue: z.core.$ZodIssue,
	source: { value: unknown; lineOf(path: JsonPath): number }
): FileProblem {
	const path = [...issue.path] as (string | number)[];
	if (issue.code === 'unrecognized_keys') path.push(issue.keys[0]!);
	const found = path.reduce<unknown>(
		(value, step) => (value as Record<string, unknown> | null)?.[step],
		source.value
	);
	return {
		code: issue.code === 'unrecognized_keys' ? 'unknown_field' : (issue.message as FileProblemCode),
		line: source.lineOf(path),
		field: path.slice(1).join('.'),
		...(found !== undefined && path.length > 1 && { found: shortened(found) })
	};
}

function treeProblems(
	places: readonly PlaceInFile[],
	known: readonly Known[],
	lineOf: (path: JsonPath) => number
): FileProblem[] {
	const kinds = new Map<string, PlaceKind>(known.map(({ id, kind }) => [id, kind]));
	for (const { id, kind } of places) kinds.set(id, kind);
	const seen = new Set<string>();
	const problems: FileProblem[] = [];
	places.forEach((place, index) => {
		const tell = (wrong: FileProblemCode, field: string, found: string) =>
			problems.push({ code: wrong, line: lineOf([index, field]), field, found });
		if (seen.has(place.id)) tell('id_twice', 'id', place.id);
		seen.add(place.id);
		const wrong = parentProblem(place, kinds);
		if (wrong) tell(wrong, 'parent', place.parent ?? '');
		const childHere = known.find(
			(other) =>
				other.parentId === place.id &&
				!places.some(({ id }) => id === other.id) &&
				!mayLieIn(other.kind, place.kind)
		);
		if (childHere) tell('parent_wrong_kind', 'kind', childHere.id);
	});
	return problems;
}

function parentProblem(
	{ kind, parent }: PlaceInFile,
	kinds: ReadonlyMap<string, PlaceKind>
): FileProblemCode | null {
	if (parent === null) return kind === 'city' ? null : 'parent_missing';
	if (kind === 'city') return 'city_has_parent';
	const around = kinds.get(parent);
	if (!around) return 'parent_unknown';
	return mayLieIn(kind, around) ? null : 'parent_wrong_kind';
}
