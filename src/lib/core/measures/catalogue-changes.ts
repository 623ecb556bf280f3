import type { Catalogue, Comparator } from './catalogue.ts';
import type { IndicatorTranslations, MeasureTranslations } from './translations.ts';

/** The plan as it stands, in the shape of the catalogue: what an import compares and changes. */
export type PlanState = Readonly<{
	measures: readonly MeasureState[];
	indicators: readonly IndicatorState[];
	targets: readonly TargetState[];
}>;

export type MeasureState = {
	code: string;
	title: string;
	chapter: string;
	targetGroup: string;
	focus: string;
	responsible: string[];
	participants: string[];
	goals: string[];
	dataSources: string[];
	/** Absent in a catalogue that says nothing of it: then it is not compared and not changed. */
	translations?: MeasureTranslations | undefined;
	position: number;
	retired: boolean;
};

export type IndicatorState = {
	key: string;
	measureCode: string;
	label: string;
	unit: string | null;
	per: string | null;
	dimension: string | null;
	feedable: boolean;
	feed: { format: string; metric: string; note: string } | null;
	translations?: IndicatorTranslations | undefined;
	position: number;
	retired: boolean;
};

export type TargetState = {
	indicatorKey: string;
	comparator: Comparator;
	lowerBound: number | null;
	upperBound: number | null;
	due: string | null;
};

export type FieldChange = Readonly<{ field: string; before: unknown; after: unknown }>;

export type Change = Readonly<{
	/** `moved`: only its place in the order is another. `restored`: was retired and is back. */
	kind: 'new' | 'changed' | 'moved' | 'retired' | 'restored';
	/** Measure code or indicator key. */
	id: string;
	/** Title or label, to recognise it by. */
	name: string;
	fields: readonly FieldChange[];
}>;

export type Changes = Readonly<{ list: readonly Change[]; unchanged: number }>;

/** Exactly what an import will do; empty lists: the catalogue says what stands already. */
export type CatalogueChanges = Readonly<Record<'measures' | 'indicators' | 'targets', Changes>>;

/** What the plan will be after the import. Whatever the catalogue no longer names is retired, never removed. */
export function planAfter(catalogue: Catalogue): PlanState {
	return {
		measures: catalogue.map(({ indicators: _, ...measure }, position) => ({
			...measure,
			position,
			retired: false
		})),
		indicators: catalogue.flatMap((measure) =>
			measure.indicators.map(({ comparator: _, target: __, due: ___, ...indicator }, position) => ({
				...indicator,
				measureCode: measure.code,
				position,
				retired: false
			}))
		),
		targets: catalogue.flatMap(({ indicators }) => indicators.map(targetOf))
	};
}

function targetOf({
	key,
	comparator,
	target,
	due
}: Catalogue[number]['indicators'][number]): TargetState {
	const [lowerBound, upperBound] = Array.isArray(target) ? target : [target, null];
	return { indicatorKey: key, comparator, lowerBound, upperBound, due };
}

export function changesBetween(before: PlanState, after: PlanState): CatalogueChanges {
	const labels = new Map(
		[...before.indicators, ...after.indicators].map(({ key, label }) => [key, label])
	);
	return {
		measures: compare(
			before.measures,
			after.measures,
			({ code }) => code,
			({ title }) => title
		),
		indicators: compare(
			before.indicators,
			after.indicators,
			({ key }) => key,
			({ label }) => label
		),
		targets: compare(
			before.targets,
			after.targets,
			({ indicatorKey }) => indicatorKey,
			({ indicatorKey }) => labels.get(indicatorKey) ?? indicatorKey
		)
	};
}

export function nothingChanges(changes: CatalogueChanges): boolean {
	return Object.values(changes).every(({ list }) => list.length === 0);
}

type Row = MeasureState | IndicatorState | TargetState;

function compare<T extends Row>(
	before: readonly T[],
	after: readonly T[],
	idOf: (row: T) => string,
	nameOf: (row: T) => string
): Changes {
	const old = new Map(before.map((row) => [idOf(row), row]));
	const kept = new Set(after.map(idOf));
	const list = [
		...after.flatMap((row) => changeOf(old.get(idOf(row)), row, idOf(row), nameOf(row))),
		...before
			.filter((row) => !kept.has(idOf(row)) && !isRetired(row))
			.map((row): Change => ({ kind: 'retired', id: idOf(row), name: nameOf(row), fields: [] }))
	];
	const touched = list.filter(({ kind }) => kind !== 'retired').length;
	return { list, unchanged: after.length - touched };
}

function changeOf<T extends Row>(
	before: T | undefined,
	after: T,
	id: string,
	name: string
): Change[] {
	if (!before) return [{ kind: 'new', id, name, fields: [] }];
	const fields = (Object.keys(after) as (keyof T & string)[])
		.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
		.flatMap((field) => changedParts(field, before[field], after[field]));
	if (fields.length === 0) return [];
	const told = fields.filter(({ field }) => field !== 'position' && field !== 'retired');
	if (isRetired(before)) return [{ kind: 'restored', id, name, fields: told }];
	return [{ kind: told.length > 0 ? 'changed' : 'moved', id, name, fields: told }];
}

/** A field with fields of its own, as translations are, says which of them changes: `translations.label.en`. */
function changedParts(field: string, before: unknown, after: unknown): FieldChange[] {
	const [old, made] = [before, after].map(partsOf);
	if (!old || !made || (before ?? after) == null) return [{ field, before, after }];
	return [...new Set([...Object.keys(old), ...Object.keys(made)])]
		.filter((part) => JSON.stringify(old[part]) !== JSON.stringify(made[part]))
		.flatMap((part) => changedParts(`${field}.${part}`, old[part], made[part]));
}

/** Null: it is no object but a value or a list. */
const partsOf = (value: unknown): Record<string, unknown> | null =>
	value == null
		? {}
		: typeof value === 'object' && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: null;

const isRetired = (row: Row) => 'retired' in row && row.retired;
