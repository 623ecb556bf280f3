import { Refusal } from '../../platform/errors.ts';
import { definitionSchema, isPerPeriod, type Definition, type Metric } from './schema.ts';

/** The binding editor's fields as typed: name to values. What does not belong to the chosen operation is ignored. */
export type TypedDefinition = Readonly<Record<string, readonly string[]>>;

export function typedFrom(form: FormData): TypedDefinition {
	const names = new Set([...form.keys()]);
	return Object.fromEntries([...names].map((name) => [name, form.getAll(name).map(String)]));
}

/**
 * Reads the editor's form.
 * @throws Refusal definition_invalid with the reason at each field
 */
export function definitionFrom(typed: TypedDefinition): Definition {
	const parsed = definitionSchema.safeParse({
		facts: { format: one(typed, 'format') ?? '', kinds: many(typed, 'kinds') ?? [] },
		filter: filterFrom(typed),
		metric: metricFrom(typed)
	});
	if (parsed.success) return parsed.data;
	const fields = parsed.error.issues.map(({ path, message, code }) => [
		fieldOf(path.map(String), one(typed, 'operation')),
		code === 'custom' || /^[a-z_]+$/.test(message) ? message : 'required'
	]);
	throw new Refusal('invalid', 'definition_invalid', Object.fromEntries(fields.reverse()));
}

function filterFrom(typed: TypedDefinition) {
	return present({
		activities: many(typed, 'activities'),
		items: many(typed, 'items'),
		place: one(typed, 'place'),
		from: one(typed, 'from'),
		to: one(typed, 'to'),
		outcomes: lines(typed, 'outcomes'),
		audiences: many(typed, 'audiences'),
		finalOnly: typed['finalOnly'] !== undefined
	});
}

function metricFrom(typed: TypedDefinition): unknown {
	const operation = one(typed, 'operation') as Metric['operation'] | undefined;
	switch (operation) {
		case 'distinct': {
			const of = one(typed, 'of');
			return present({
				operation,
				of,
				placeKind: of === 'places' ? one(typed, 'placeKind') : undefined
			});
		}
		case 'share':
			return {
				operation,
				of: one(typed, 'shareOf'),
				numerator: present({
					outcomes: lines(typed, 'numeratorOutcomes'),
					from: number(typed, 'numeratorFrom'),
					to: number(typed, 'numeratorTo')
				})
			};
		case 'coverage':
			return {
				operation,
				placeKind: one(typed, 'coverageKind'),
				below: one(typed, 'below'),
				denominator: one(typed, 'denominator')
			};
		case 'perPeriodCount':
			return perPeriodFrom(typed, operation, '');
		case 'perPeriodSum':
			return perPeriodFrom(typed, operation, 'sum');
		case 'each':
			return { operation, judged: one(typed, 'judged'), meets: thresholdFrom(typed, 'each') ?? {} };
		default:
			return { operation };
	}
}

/**
 * Three operations have a threshold, and a form without scripts sends the fields of all: their names begin with the
 * operation's prefix.
 */
function thresholdFrom(typed: TypedDefinition, prefix: ThresholdPrefix): object | undefined {
	const at = (name: string) => prefixed(prefix, name);
	const comparator = one(typed, at('comparator'));
	if (!comparator) return undefined;
	return present({
		comparator,
		lower: number(typed, at('lower')),
		upper: number(typed, at('upper'))
	});
}

const perPeriodFrom = (typed: TypedDefinition, operation: string, prefix: ThresholdPrefix) =>
	present({
		operation,
		period: one(typed, prefixed(prefix, 'period')),
		meets: thresholdFrom(typed, prefix)
	});

/** Of the fields of an operation that shares their names with another one. */
export type ThresholdPrefix = '' | 'sum' | 'each';
const prefixes = { perPeriodCount: '', perPeriodSum: 'sum', each: 'each' } as const;

/** "sumLower" */
export const prefixed = (prefix: ThresholdPrefix, name: string): string =>
	prefix === '' ? name : `${prefix}${name[0]!.toUpperCase()}${name.slice(1)}`;

/** The form that shows a stored definition. */
export function typedDefinition({ facts, filter, metric }: Definition): TypedDefinition {
	const fields: Record<string, readonly (string | number)[] | string | number | undefined> = {
		format: facts.format,
		kinds: facts.kinds,
		...filter,
		finalOnly: filter.finalOnly ? 'on' : undefined,
		operation: metric.operation,
		...(metric.operation === 'distinct' && { of: metric.of, placeKind: metric.placeKind }),
		...(metric.operation === 'share' && {
			shareOf: metric.of,
			numeratorOutcomes: metric.numerator.outcomes,
			numeratorFrom: metric.numerator.from,
			numeratorTo: metric.numerator.to
		}),
		...(metric.operation === 'coverage' && {
			coverageKind: metric.placeKind,
			below: metric.below,
			denominator: metric.denominator
		}),
		...(metric.operation === 'each' && { judged: metric.judged }),
		...thresholdFields(metric)
	};
	return Object.fromEntries(
		Object.entries(fields)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name, [value].flat().map(String)])
	);
}

function thresholdFields(metric: Metric): Record<string, string | number | undefined> {
	if (metric.operation !== 'each' && !isPerPeriod(metric)) return {};
	const fields = {
		...metric.meets,
		...(isPerPeriod(metric) && { period: metric.period })
	};
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [
			prefixed(prefixes[metric.operation], name),
			value
		])
	);
}

/** Where the form shows what is wrong at this path of the definition. */
function fieldOf(path: readonly string[], operation: string | undefined): string {
	const known: Readonly<Record<string, string>> = {
		'metric.numerator': 'numeratorOutcomes',
		'metric.numerator.outcomes': 'numeratorOutcomes',
		'metric.numerator.from': 'numeratorFrom',
		'metric.numerator.to': 'numeratorTo'
	};
	const joined = path.join('.');
	const field = known[joined] ?? path[2] ?? path[1] ?? joined;
	const isShared = ['comparator', 'lower', 'upper', 'period'].includes(field);
	const prefix = prefixes[operation as keyof typeof prefixes] ?? '';
	return isShared ? prefixed(prefix, field) : field;
}

const one = (typed: TypedDefinition, name: string) => typed[name]?.[0]?.trim() || undefined;
const many = (typed: TypedDefinition, name: string) => typed[name]?.filter(Boolean);

/** Ticked ones, and those that were typed one per line. */
function lines(typed: TypedDefinition, name: string): string[] | undefined {
	const given = (typed[name] ?? [])
		.flatMap((text) => text.split('\n'))
		.map((line) => line.trim())
		.filter(Boolean);
	return given.length > 0 ? [...new Set(given)] : undefined;
}

/** A number with point or comma; what is none goes on as it is, so that the schema refuses it. */
function number(typed: TypedDefinition, name: string): unknown {
	const text = one(typed, name);
	if (text === undefined) return undefined;
	const value = Number(text.replace(',', '.'));
	return Number.isNaN(value) ? text : value;
}

function present<T extends object>(fields: T): Partial<T> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined)
	) as Partial<T>;
}
