import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { formatMean, formatShare, isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Comparison } from './comparison.ts';
import { changeOf, type Part } from './parts.ts';

type Kind = Comparison['kind'];

/** A value as it stands in table and bars: whole percent, or a mean. */
export const valueText = (kind: Kind, value: number, locale: string): string =>
	kind === 'means' ? formatMean(value, locale) : formatShare(value, locale);

/** "+25 percentage points" without its unit, or "-1.3"; what rounds to nothing is 0. */
export const changeText = (kind: Kind, change: number, locale: string): string =>
	new Intl.NumberFormat(locale, {
		signDisplay: 'exceptZero',
		maximumFractionDigits: kind === 'means' ? 1 : 0
	}).format(kind === 'means' ? change : change * 100);

/** The row that changed most between the first and the last time; null: none whose change is shown, or by nothing. */
export function mostChanged(
	{ kind, parts }: Pick<Comparison, 'kind' | 'parts'>,
	locale: string
): { part: Part; change: number } | null {
	const most = parts
		.flatMap((part) => {
			const change = changeOf(part);
			return change === null ? [] : [{ part, change }];
		})
		.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))[0];
	const isSeen = most && changeText(kind, most.change, locale) !== changeText(kind, 0, locale);
	return isSeen ? most : null;
}

/** Where most changed between the first and the last time, in a sentence; or that nothing did, or why nothing is told. */
export function comparisonSentence(comparison: Comparison, locale: string): string {
	const language = inLocale(locale);
	const { kind, parts } = comparison;
	if (kind === 'none') return m.livebank_compare_type_has_none({}, language);
	if (parts.length === 0) return nothingToCompare(comparison, locale);
	const hidden = parts.filter((part) => changeOf(part) === null).length;
	if (hidden === parts.length) return m.livebank_compare_all_hidden({}, language);
	const most = mostChanged(comparison, locale);
	if (!most)
		return hidden > 0
			? m.livebank_compare_shown_unchanged({}, language)
			: m.livebank_compare_unchanged({}, language);
	const told = {
		label: isolated(most.part.label),
		before: valueText(kind, most.part.values[0]!.value, locale),
		after: valueText(kind, lastOf(most.part), locale),
		change: isolated(changeText(kind, most.change, locale))
	};
	return kind === 'means'
		? m.livebank_compare_sentence_means(told, language)
		: m.livebank_compare_sentence_shares(told, language);
}

const lastOf = ({ values }: Part) => values.at(-1)!.value;

function nothingToCompare({ times }: Comparison, locale: string): string {
	const language = inLocale(locale);
	return times.some(({ leftOut }) => leftOut === 'cameOnce')
		? m.livebank_compare_same_people({}, language)
		: m.livebank_compare_once({}, language);
}
