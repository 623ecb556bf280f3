import type { Comparator } from '../measures/catalogue.ts';

/** What can be entered by hand: a number, a share in percent, or that a milestone is reached. */
export const entryKinds = ['number', 'share', 'milestone'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Where an entered value can be looked up; at least one is given. */
export type Evidence = Readonly<{
	/** https only. */
	url: string | null;
	/** Number of a decision or paper, e.g. "Drs. 1234/2020-2025". */
	document: string | null;
	/** The system or office that knows the value. */
	origin: string | null;
	note: string | null;
}>;

export type EnteredValue = Readonly<{
	kind: EntryKind;
	/** In the unit of the indicator; share: percent; milestone: 1 reached, 0 not yet. */
	value: number;
	/** Of a share, where they are known. */
	numerator: number | null;
	denominator: number | null;
	/** First and last day, YYYY-MM-DD; of a milestone both are the day it was reached (or looked at). */
	periodFrom: string;
	periodTo: string;
	/** The value counts people, so the small-cell rule looks at it. */
	countsPeople: boolean;
	evidence: Evidence;
}>;

/** What decides how a value of an indicator is entered. */
export type EnteredIndicator = Readonly<{
	unit: string | null;
	per: string | null;
	feed: unknown;
	target: { comparator: Comparator; lowerBound: number | null } | null;
}>;

export function entryKindOf({ target, unit }: EnteredIndicator): EntryKind {
	if (target?.comparator === 'done') return 'milestone';
	return isPercent(unit) ? 'share' : 'number';
}

/** Units of which there are fractions; what the catalogue counts in any other unit is whole. */
const measuredUnits = new Set(
	[
		'Euro, €, VZÄ, Stellen, Skalenpunkte, Punkte, Minuten, Stunden, Tage, Wochen, Monate, Jahre',
		'Meter, Kilometer, km, Quadratmeter, m², Hektar, Liter, Kilogramm, kg, Tonnen, Grad'
	].flatMap((units) => units.split(', '))
);
const countingMetrics = new Set([
	'count',
	'perPeriodCount',
	'distinctOrganisations',
	'distinctDistricts'
]);
const peopleUnits = new Set([
	'Personen',
	'Menschen',
	'Fälle',
	'Interviews',
	'Haushalte',
	'Familien'
]);

/** Whether only whole numbers make sense. */
export function isWhole({ unit, feed }: EnteredIndicator): boolean {
	if (countsPeopleUsually({ unit })) return true;
	const { metric } = (feed ?? {}) as { metric?: string };
	return unit !== null && !measuredUnits.has(unit) && countingMetrics.has(metric ?? '');
}

/** What the form suggests; who enters the value decides. */
export const countsPeopleUsually = ({ unit }: Pick<EnteredIndicator, 'unit'>): boolean =>
	unit !== null && peopleUnits.has(unit);

const isPercent = (unit: string | null) => unit === 'Prozent' || unit === '%';

/** People behind an entered value, and in each group that it tells apart: what the small-cell rule looks at. */
export function peopleBehind({ kind, value, numerator, denominator, countsPeople }: EnteredValue): {
	people: number;
	groups: number[];
} {
	if (!countsPeople || kind === 'milestone') return { people: 0, groups: [] };
	if (kind === 'number') return { people: value, groups: [] };
	return { people: denominator!, groups: [numerator!, denominator! - numerator!] };
}
