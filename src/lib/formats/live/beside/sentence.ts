import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { formatCount, isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Comparison } from '../compare/comparison.ts';
import {
	changeText,
	comparisonSentence,
	mostChanged,
	valueText
} from '../compare/comparison-text.ts';
import { comparisonIn, type Beside } from './beside.ts';

/** What most changed since the earlier round, with its people or means then and now; or that nothing did. */
export const besideSentence = (beside: Beside, now: number, locale: string): string =>
	sentenceOf(comparisonIn(beside, now, locale), locale);

/** Why a value is not shown; a mean has no number that it is under. */
export const hiddenHint = ({ kind, k }: Beside, locale: string): string =>
	kind === 'means'
		? m.livebeside_not_shown_hint({}, inLocale(locale))
		: m.livebank_few_hint({ k: formatCount(k, locale) }, inLocale(locale));

function sentenceOf(comparison: Comparison, locale: string): string {
	const most = mostChanged(comparison, locale);
	if (!most) return comparisonSentence(comparison, locale);
	const { kind, times, parts } = comparison;
	const language = inLocale(locale);
	const [before, now] = [most.part.values[0]!, most.part.values.at(-1)!];
	const label = isolated(most.part.label);
	const change = isolated(changeText(kind, most.change, locale));
	if (kind === 'means') {
		const means = {
			before: valueText(kind, before.value, locale),
			now: valueText(kind, now.value, locale),
			change
		};
		return parts.length === 1
			? m.livebeside_one_mean(means, language)
			: m.livebeside_most_means({ label, ...means }, language);
	}
	return m.livebeside_most_shares(
		{
			label,
			change,
			n: Math.abs(Math.round(most.change * 100)),
			before: formatCount(before.people, locale),
			beforeOf: formatCount(times[0]!.people, locale),
			now: formatCount(now.people, locale),
			nowOf: formatCount(times.at(-1)!.people, locale)
		},
		language
	);
}
