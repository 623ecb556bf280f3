import { formatCount, roundedMean } from '../../../platform/i18n/numbers.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { languageOf, textFor, type Translated } from '../../../platform/i18n/translated.ts';
import { translatedBy } from '../../../platform/i18n/translated-by.ts';
import { askedIn, changesBetween, type Asked } from '../../../questions/changes.ts';
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
		/** In which it was written by whoever answered; absent: by the asker, or nobody knows. */
		language?: string;
		/** Before and now; null: it could tell about a few. */
		values: readonly (PartValue | null)[];
		/** By how much, reckoned before rounding; null: one of the two is not shown. */
		change: number | null;
	}>[];
	/** Rows of the comparison for which there is no room. */
	further: number;
	/** Further answers that hardly anybody gave. */
	tooRare: number;
	/** Options that there were not in each round. */
	onlySometimes: readonly Translated[];
	/** By the languages of readers for whom the earlier round asked something else: what it was, the prompt or the rest. */
	changed: Readonly<Record<string, 'prompt' | 'other'>>;
	/** What it asked then, where the prompt was another one. */
	promptThen: Translated | null;
	/** Fewer people than this do not stand alone. */
	k: number;
}>;

/** Everybody's phone is sent it: of a hundred words only those that changed most. */
const mostCarried = 20;

/** The same comparison of two rounds in each language, as one. */
export function besideOf(
	before: Readonly<{ number: number; asked: Asked }>,
	now: Asked,
	inEach: ReadonlyMap<string, Comparison>,
	k: number
): Beside | null {
	const [first] = inEach.values();
	if (!first || first.kind === 'none') return null;
	const { kind, times, tooRare } = first;
	const labelsOf = (pick: (comparison: Comparison) => string | undefined) =>
		translatedBy([...inEach].map(([locale, one]) => [locale, pick(one)]));
	const parts = mostChanging(first.parts, mostCarried);
	const changed = changedFor([...inEach.keys()], before.asked, now);
	return {
		...{ round: before.number, kind, tooRare, k },
		people: times.map(({ people }) => people),
		parts: parts.map((part) => ({
			key: part.key,
			label: labelsOf(({ parts: own }) => own.find(({ key }) => key === part.key)?.label),
			...(part.language && { language: part.language }),
			...(kind === 'means' ? inShort(part) : { values: part.values, change: changeOf(part) })
		})),
		further: first.parts.length - parts.length,
		onlySometimes: first.onlySometimes.map((_, n) =>
			labelsOf(({ onlySometimes }) => onlySometimes[n])
		),
		changed,
		promptThen: Object.values(changed).includes('prompt') ? before.asked.prompt : null
	};
}

/** Means as they are read: all digits of them could tell what the last ballot said. */
function inShort(part: Part): Pick<Beside['parts'][number], 'values' | 'change'> {
	const change = changeOf(part);
	return {
		values: part.values.map((told) => told && { ...told, value: roundedMean(told.value) }),
		change: change === null ? null : Number(change.toFixed(1))
	};
}

/** In the readers' own words: a slip that was put right in Arabic changes nothing for who reads German. */
function changedFor(locales: readonly string[], before: Asked, now: Asked): Beside['changed'] {
	return Object.fromEntries(
		locales.flatMap((locale) => {
			const changes = changesBetween(askedIn(before, locale), askedIn(now, locale));
			if (changes.length === 0) return [];
			const isPrompt = changes.some((one) => one.kind === 'wording' && one.of === 'prompt');
			return [[locale, isPrompt ? 'prompt' : 'other'] as const];
		})
	);
}

/** The rows that changed most, in their order, where there is no room for all. */
export function mostChanging<Row extends Pick<Part, 'values' | 'change'>>(
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
	const nameOf = (round: number) =>
		m.live_round({ round: formatCount(round, locale) }, inLocale(locale));
	return {
		kind: beside.kind,
		times: [beside.round, now].map((round, n) => ({
			key: String(round),
			label: nameOf(round),
			people: beside.people[n]!,
			leftOut: null,
			changes: []
		})),
		parts: beside.parts.map(({ label, ...part }) => {
			// In only one language it may be anybody's word: then nobody knows in which.
			const isTranslated = Object.keys(label).length > 1;
			const language = part.language ?? (isTranslated ? languageOf(label, locale) : null);
			return { ...part, label: textFor(label, locale), ...(language && { language }) };
		}),
		onlySometimes: beside.onlySometimes.map((one) => textFor(one, locale)),
		tooRare: beside.tooRare
	};
}
