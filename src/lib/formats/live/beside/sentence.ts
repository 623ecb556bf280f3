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
			before: formatCount(before.people, locale),
			beforeOf: formatCount(times[0]!.people, locale),
			now: formatCount(now.people, locale),
			nowOf: formatCount(times.at(-1)!.people, locale)
		},
		language
	);
}
