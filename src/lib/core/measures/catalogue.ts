import { z } from 'zod';
import { parseJsonWithLines, type JsonPath } from '../../platform/json-source.ts';
import { indicatorTranslationsSchema, measureTranslationsSchema } from './translations.ts';

/**
 * The catalogue of measures as the administration writes it: a list of measures with their indicators.
 * Issue messages are reason codes, which the pages translate.
 */

const identifier = z
	.string()
	.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'not_a_key')
	.max(60, 'too_long');
const line = z.string().trim().min(1, 'required').max(1000, 'too_long');
const lines = z.array(line).max(100, 'too_many');
const number = z.number().min(-1e12, 'out_of_range').max(1e12, 'out_of_range');
const name = z.string().regex(/^[a-zA-Z]{1,60}$/, 'not_a_name');

export const comparators = ['>=', '<=', '=', 'between', 'done'] as const;
export type Comparator = (typeof comparators)[number];

const indicatorSchema = z.strictObject({
	key: identifier,
	label: line,
	comparator: z.enum(comparators),
	target: z.union([number, z.tuple([number, number]), z.null()]),
	unit: line.nullable(),
	per: z.enum(['year', 'month', 'week', 'event']).nullable(),
	due: z.iso.date('not_a_day').nullable(),
	dimension: z.enum(['organisation', 'district']).nullable(),
	feedable: z.boolean(),
	feed: z.strictObject({ format: name, metric: name, note: line }).nullable(),
	/** Absent: what planning translated stays. */
	translations: indicatorTranslationsSchema.optional()
});

const measureSchema = z.strictObject({
	code: identifier,
	title: line,
	chapter: line,
	targetGroup: line,
	focus: line,
	responsible: lines,
	participants: lines,
	goals: lines,
	dataSources: lines,
	translations: measureTranslationsSchema.optional(),
	indicators: z.array(indicatorSchema).max(200, 'too_many')
});

const catalogueSchema = z.array(measureSchema).min(1, 'no_measures').max(2000, 'too_many');

export type Catalogue = z.infer<typeof catalogueSchema>;

/** What is wrong, and where: `field` as written in the file, e.g. `540-3.1a target`; lines count from 1. */
export type CatalogueError = Readonly<{ line: number; field: string; reason: string }>;

export type CatalogueReading =
	Readonly<{ catalogue: Catalogue }> | Readonly<{ errors: readonly CatalogueError[] }>;

/** Longest file that is read, in characters: the catalogue of a city of 340,000 has 100,000. */
export const catalogueLimit = 5_000_000;

/** Codes and keys that other plans have: both are unique in the installation. */
export type TakenNames = Readonly<{ codes: ReadonlySet<string>; keys: ReadonlySet<string> }>;

/** Reads a catalogue and names everything that is wrong with it at once, in the order of the file. */
export function readCatalogue(text: string, taken: TakenNames): CatalogueReading {
	if (text.length > catalogueLimit)
		return { errors: [{ line: 1, field: '', reason: 'file_too_long' }] };
	const source = parseJsonWithLines(text);
	if ('error' in source) {
		return { errors: [{ line: source.error.line, field: '', reason: 'not_json' }] };
	}
	const parsed = catalogueSchema.safeParse(source.value);
	const problems = [
		...(parsed.success
			? []
			: parsed.error.issues.flatMap((issue) => problemsOf(issue, source.value))),
		...problemsBetweenFields(source.value, taken)
	];
	if (parsed.success && problems.length === 0) return { catalogue: parsed.data };
	const errors = problems.map(({ path, reason }) => ({
		line: source.lineOf(path),
		field: nameOf(path, source.value),
		reason
	}));
	return { errors: errors.sort((a, b) => a.line - b.line) };
}

type Problem = { path: JsonPath; reason: string };

function problemsOf(issue: z.core.$ZodIssue, value: unknown): Problem[] {
	const path = issue.path as JsonPath;
	switch (issue.code) {
		case 'unrecognized_keys':
			return issue.keys.map((key) => ({ path: [...path, key], reason: 'unknown_field' }));
		case 'invalid_type':
		case 'invalid_union':
		case 'invalid_value':
			if (at(value, path) === undefined) return [{ path, reason: 'required' }];
			return [{ path, reason: issue.code === 'invalid_value' ? 'not_allowed' : 'wrong_type' }];
		default:
			return [{ path, reason: issue.message }];
	}
}

/** Checked beside the schema, so that one wrong field does not hide another. */
function problemsBetweenFields(value: unknown, taken: TakenNames): Problem[] {
	const measures = listOf(value).map((measure, index) => ({ measure, path: [index] as JsonPath }));
	const indicators = measures.flatMap(({ measure, path }) =>
		listOf(at(measure, ['indicators'])).map((indicator, index) => ({
			indicator,
			path: [...path, 'indicators', index]
		}))
	);
	const codes = measures.map(({ path }): JsonPath => [...path, 'code']);
	const keys = indicators.map(({ path }): JsonPath => [...path, 'key']);
	const foreign = (paths: JsonPath[], names: ReadonlySet<unknown>) =>
		paths
			.filter((path) => names.has(at(value, path)))
			.map((path) => ({ path, reason: 'in_another_plan' }));
	return [
		...repeated(codes, value),
		...repeated(keys, value),
		...foreign(codes, taken.codes),
		...foreign(keys, taken.keys),
		...indicators
			.filter(
				({ indicator }) => !targetFits(at(indicator, ['comparator']), at(indicator, ['target']))
			)
			.map(({ path }) => ({ path: [...path, 'target'], reason: 'target_does_not_fit' }))
	];
}

function repeated(paths: JsonPath[], value: unknown): Problem[] {
	const seen = new Set<unknown>();
	return paths
		.filter((path) => {
			const found = at(value, path);
			const again = typeof found === 'string' && seen.has(found);
			seen.add(found);
			return again;
		})
		.map((path) => ({ path, reason: 'repeated' }));
}

/** 'between' has two bounds in order, 'done' has none, the others have one or (only to be reported) none. */
function targetFits(comparator: unknown, target: unknown): boolean {
	if (comparator === 'between') {
		if (!Array.isArray(target)) return false;
		const [lower, upper] = target as unknown[];
		return typeof lower !== 'number' || typeof upper !== 'number' || lower <= upper;
	}
	if (comparator === 'done') return target === null || target === undefined;
	return !Array.isArray(target);
}

/** The nearest code or key and the field, so that a person finds it without counting. */
function nameOf(path: JsonPath, value: unknown): string {
	const owner = ['key', 'code']
		.flatMap((name) =>
			path.map((_, depth) => at(value, [...path.slice(0, path.length - depth), name]))
		)
		.find((found) => typeof found === 'string');
	const field = path.filter((step) => typeof step === 'string').at(-1) ?? '';
	return [owner, field].filter(Boolean).join(' ') || path.join('.');
}

function at(value: unknown, path: JsonPath): unknown {
	return path.reduce<unknown>(
		(found, step) =>
			typeof found === 'object' && found !== null && Object.hasOwn(found, step)
				? (found as Record<string | number, unknown>)[step]
				: undefined,
		value
	);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
