import { formatCount } from '../../../platform/i18n/numbers.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor, type Translated } from '../../../platform/i18n/translated.ts';
import { translatedBy } from '../../../platform/i18n/translated-by.ts';
import type { Comparison } from '../compare/comparison.ts';
import { changeOf, type Part, type PartValue } from '../compare/parts.ts';

/**
 * An earlier round beside the one on the stage, as everybody may see it, for readers of all languages. What a comparison
 * hides is not in here.
 */
export type Beside = Readonly<{
	/** Number of the earlier round. */
	round: number;
	kind: 'shares' | 'means';
	/** People who answered, before and now. */
	people: readonly number[];
	/** In the order of the result's table. */
	parts: readonly Readonly<{
		key: string;
		label: Translated;
		/** Before and now; null: it could tell about a few. */
		values: readonly (PartValue | null)[];
	}>[];
	/** Rows of the comparison for which there is no room. */
	further: number;
	/** Further answers that hardly anybody gave. */
	tooRare: number;
	/** Options that there were not in each round. */
	onlySometimes: readonly Translated[];
	/** The question was worded differently in the earlier round. */
	changed: boolean;
	/** What it asked then, where the prompt was another one. */
	promptThen: Translated | null;
	/** Fewer people than this do not stand alone. */
	k: number;
}>;

/** Everybody's phone is sent it: of a hundred words only those that changed most. */
const mostCarried = 20;

/** The same comparison of two rounds in each language, as one. */
export function besideOf(
	round: number,
	inEach: ReadonlyMap<string, Comparison>,
	promptThen: Translated,
	k: number
): Beside | null {
	const [first] = inEach.values();
	if (!first || first.kind === 'none') return null;
	const { times, tooRare } = first;
	const labelsOf = (pick: (comparison: Comparison) => string | undefined) =>
		translatedBy([...inEach].map(([locale, one]) => [locale, pick(one)]));
	const parts = mostChanging(first.parts, mostCarried);
	const changes = times[0]!.changes;
	return {
		...{ round, kind: first.kind, tooRare, k },
		people: times.map(({ people }) => people),
		parts: parts.map(({ key, values }) => ({
			key,
			label: labelsOf(({ parts: own }) => own.find((part) => part.key === key)?.label),
			values
		})),
		further: first.parts.length - parts.length,
		onlySometimes: first.onlySometimes.map((_, n) =>
			labelsOf(({ onlySometimes }) => onlySometimes[n])
		),
		changed: changes.length > 0,
		promptThen: changes.some((one) => one.kind === 'wording' && one.of === 'prompt')
			? promptThen
			: null
	};
}

/** The rows that changed most, in their order, where there is no room for all. */
export function mostChanging<Row extends Pick<Part, 'values'>>(
	rows: readonly Row[],
	most: number
): readonly Row[] {
	if (rows.length <= most) return rows;
	const by = (row: Row) => Math.abs(changeOf(row) ?? 0);
	const kept = new Set(rows.toSorted((a, b) => by(b) - by(a)).slice(0, most));
	return rows.filter((row) => kept.has(row));
}

/** The comparison in a reader's language. @param now number of the round on the stage */
export function comparisonIn(beside: Beside, now: number, locale: string): Comparison {
	const label = (round: number) =>
		m.live_round({ round: formatCount(round, locale) }, inLocale(locale));
	return {
		kind: beside.kind,
		times: [beside.round, now].map((round, n) => ({
			key: String(round),
			label: label(round),
			people: beside.people[n]!,
			leftOut: null,
			changes: []
		})),
		parts: beside.parts.map((part) => ({ ...part, label: textFor(part.label, locale) })),
		onlySometimes: beside.onlySometimes.map((one) => textFor(one, locale)),
		tooRare: beside.tooRare
	};
}
