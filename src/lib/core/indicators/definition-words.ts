import { m } from '../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../platform/i18n/paraglide/runtime.js';
import type { FactWords } from './facts.ts';
import type { Definition } from './schema.ts';
import { dayWords, thresholdWords } from './wording.ts';

/**
 * How it was counted: the operation and the limits, one text each.
 * @param words what the format calls its outcomes and audiences; what has no name is told as it is kept
 */
export function definitionWords(
	{ metric, filter }: Definition,
	locale: Locale,
	words?: FactWords
): string[] {
	const list = (keys: readonly string[], names: Readonly<Record<string, string>> = {}) =>
		keys.map((key) => names[key] ?? key).join(', ');
	return [
		operationWords(metric, locale),
		...(filter.outcomes
			? [m.measures_only_outcomes({ list: list(filter.outcomes, words?.outcomes) }, { locale })]
			: []),
		...(filter.audiences
			? [m.measures_only_audiences({ list: list(filter.audiences, words?.audiences) }, { locale })]
			: []),
		filter.finalOnly ? m.measures_only_final({}, { locale }) : m.measures_also_open({}, { locale }),
		...(filter.place ? [m.measures_in_place({ place: filter.place }, { locale })] : []),
		...(filter.from
			? [m.measures_from_day({ day: dayWords(filter.from, locale) }, { locale })]
			: []),
		...(filter.to ? [m.measures_to_day({ day: dayWords(filter.to, locale) }, { locale })] : [])
	];
}

export function operationWords(metric: Definition['metric'], locale: Locale): string {
	switch (metric.operation) {
		case 'distinct':
			return {
				organisations: m.measures_operation_distinct_organisations,
				participants: m.measures_operation_distinct_participants,
				places: m.measures_operation_distinct_places
			}[metric.of]({}, { locale });
		case 'count':
			return m.measures_operation_count({}, { locale });
		case 'mean':
			return m.measures_operation_mean({}, { locale });
		case 'share':
			return m.measures_operation_share({}, { locale });
		case 'coverage':
			return m.measures_operation_coverage({}, { locale });
		case 'perPeriodCount':
			return m.measures_operation_perPeriodCount({}, { locale });
		case 'perPeriodSum':
			return m.measures_operation_perPeriodSum({}, { locale });
		case 'sum':
			return m.measures_operation_sum({}, { locale });
		case 'milestone':
			return m.measures_operation_milestone({}, { locale });
		case 'each':
			return [
				{
					values: m.measures_operation_each_values,
					organisations: m.measures_operation_each_organisations
				}[metric.judged]({}, { locale }),
				thresholdWords(metric.meets, locale)
			].join(': ');
	}
}
