import { m } from '../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../platform/i18n/paraglide/runtime.js';
import type { EntryOrigin } from './origin.ts';
import type { PublishedObservation } from './published.ts';
import { asksOnlyForTheNumber, type DataState, type GoalState, type Target } from './rules.ts';
import { eachMustReach, isPerPeriod, type Definition, type Threshold } from './schema.ts';

/** Targets, values and states in words. Numbers and days follow the reader's language. */

export function numberWords(value: number, locale: Locale): string {
	return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** @param day YYYY-MM-DD, or a moment, which is told by its day in Germany */
export function dayWords(day: string | Date, locale: Locale): string {
	const zone = typeof day === 'string' ? 'UTC' : 'Europe/Berlin';
	return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(
		new Date(day)
	);
}

/** "at least 20"; the unit stands beside it in the language of the catalogue. */
export function boundWords(target: Target | null, locale: Locale): string {
	if (!target) return m.measures_target_none({}, { locale });
	if (target.comparator === 'done') return m.measures_target_done({}, { locale });
	if (asksOnlyForTheNumber(target)) return m.measures_target_report({}, { locale });
	const [bound, upper] = [target.lowerBound!, target.upperBound ?? 0].map((one) =>
		numberWords(one, locale)
	) as [string, string];
	switch (target.comparator) {
		case '>=':
			return m.measures_target_at_least({ bound }, { locale });
		case '<=':
			return m.measures_target_at_most({ bound }, { locale });
		case '=':
			return m.measures_target_exactly({ bound }, { locale });
		case 'between':
			return m.measures_target_between({ lower: bound, upper }, { locale });
	}
}

export function perWords(per: string | null, locale: Locale): string {
	const texts: Record<string, typeof m.measures_per_year> = {
		year: m.measures_per_year,
		month: m.measures_per_month,
		week: m.measures_per_week,
		event: m.measures_per_event
	};
	return texts[per ?? '']?.({}, { locale }) ?? '';
}

export function dueWords(target: Target | null, locale: Locale): string {
	if (!target?.due) return '';
	return m.measures_target_due({ day: dayWords(target.due, locale) }, { locale });
}

/** The part of an observation that words need; drafts have it as well. */
export type Told = Pick<
	PublishedObservation,
	'value' | 'numerator' | 'denominator' | 'n' | 'missing'
> &
	Readonly<{ definition: Definition | null; entry?: EntryOrigin | null }>;

/** The value for a table or beside the target; null where there is none to show. */
export function valueWords(told: Told, locale: Locale): string | null {
	const { value, numerator, denominator, definition, entry } = told;
	if (value === null) return null;
	const text = numberWords(value, locale);
	if (entry?.kind === 'milestone') {
		const day = dayWords(entry.periodTo, locale);
		return value === 1
			? m.measures_value_reached({ day }, { locale })
			: m.measures_value_not_reached({ day }, { locale });
	}
	if (isPercent(told)) return m.measures_value_percent({ value: text }, { locale });
	if (definition?.metric.operation === 'milestone') return milestoneWords(value, locale);
	if (definition && eachMustReach(definition.metric)) {
		const [met, all] = [numerator ?? 0, denominator ?? 0].map((one) => numberWords(one, locale));
		const told = isPerPeriod(definition.metric) ? m.measures_value_periods : m.measures_value_each;
		return told({ met: met!, all: all! }, { locale });
	}
	return text;
}

const milestoneWords = (value: number, locale: Locale): string =>
	value >= 1
		? m.measures_value_milestone_reached({}, { locale })
		: m.measures_value_milestone_open({}, { locale });

/** Whether the value says its unit itself. */
export function saysItsUnit(told: Told): boolean {
	const { definition } = told;
	const isJudged = definition !== null && eachMustReach(definition.metric) !== null;
	const isMilestone = definition?.metric.operation === 'milestone';
	return isPercent(told) || isJudged || isMilestone || told.entry?.kind === 'milestone';
}

function isPercent({ definition, entry }: Told): boolean {
	if (entry) return entry.kind === 'share';
	const operation = definition?.metric.operation;
	return operation === 'share' || operation === 'coverage';
}

/** The time an entered value is about; null where the value says it (a milestone) or its release day does. */
export function periodWords({ entry }: Pick<Told, 'entry'>, locale: Locale): string | null {
	if (!entry || entry.kind === 'milestone') return null;
	const [from, to] = [entry.periodFrom, entry.periodTo].map((day) => dayWords(day, locale));
	if (from === to) return from!;
	return m.measures_entered_period({ from: from!, to: to! }, { locale });
}

/** One sentence that says the value and what stands behind it; null where there is none to show. */
export function sentenceOf(told: Told, locale: Locale): string | null {
	const { value: number, definition } = told;
	if (number === null) return null;
	if (!definition) return enteredSentence(told, locale);
	const words = (number: number | null) => numberWords(number ?? 0, locale);
	const value = words(number);
	const [numerator, denominator] = [words(told.numerator), words(told.denominator)];
	const { metric } = definition;
	switch (metric.operation) {
		case 'count':
			return m.measures_sentence_count({ n: number, value }, { locale });
		case 'mean':
			return m.measures_sentence_mean(
				{ n: told.n ?? 0, value, count_text: words(told.n) },
				{ locale }
			);
		case 'distinct':
			return distinctSentence[metric.of]({ n: number, value }, { locale });
		case 'share':
			return [
				m.measures_sentence_share({ numerator, denominator, value }, { locale }),
				...denominatorWords(definition, locale)
			].join(' ');
		case 'coverage':
			return m.measures_sentence_coverage({ numerator, denominator, value }, { locale });
		case 'perPeriodCount':
			return metric.meets
				? m.measures_sentence_periods({ met: numerator, all: denominator }, { locale })
				: m.measures_sentence_per_period({ numerator, all: denominator, value }, { locale });
		case 'perPeriodSum':
			return metric.meets
				? m.measures_sentence_periods({ met: numerator, all: denominator }, { locale })
				: m.measures_sentence_sum_per_period({ numerator, all: denominator, value }, { locale });
		case 'sum':
			return m.measures_sentence_sum(
				{ n: told.n ?? 0, value, count_text: words(told.n) },
				{ locale }
			);
		case 'each':
			return m.measures_sentence_each(
				{ met: numerator, all: denominator, bound: thresholdWords(metric.meets, locale) },
				{ locale }
			);
		case 'milestone':
			return number >= 1
				? m.measures_sentence_milestone({ n: told.n ?? 0, count_text: words(told.n) }, { locale })
				: m.measures_sentence_milestone_open({}, { locale });
	}
}

/** "30 to 50", "at least 15" */
export const thresholdWords = ({ comparator, lower, upper }: Threshold, locale: Locale): string =>
	boundWords({ comparator, lowerBound: lower, upperBound: upper ?? null, due: null }, locale);

/**
 * What a share is of, in sentences, for kinds of facts that have more than one possible denominator: which facts, whether
 * only those that can no longer change, and to which endings the filter narrows them.
 */
export function denominatorWords({ facts, filter, metric }: Definition, locale: Locale): string[] {
	if (metric.operation !== 'share') return [];
	const of = facts.kinds.flatMap((kind) => {
		const text = filter.finalOnly
			? named[`plan_denominator_of_${kind}`]
			: named[`plan_denominator_running_${kind}`];
		return text?.({}, { locale }) ?? [];
	});
	if (of.length === 0 || !filter.outcomes) return of;
	const endings = filter.outcomes.map(
		(outcome) => named[`plan_ending_${outcome}`]?.({}, { locale }) ?? outcome
	);
	return [...of, m.plan_denominator_only({ endings: endings.join(', ') }, { locale })];
}

/** Looked up by the names of kinds and outcomes: core does not know the formats. */
const named = m as unknown as Readonly<
	Record<string, ((inputs: object, options: { locale: Locale }) => string) | undefined>
>;

/** Of what was entered by hand: who says so, and the parts of a share. */
function enteredSentence({ numerator, denominator, entry }: Told, locale: Locale): string {
	const day = entry ? dayWords(entry.enteredAt, locale) : '';
	const sentence = m.measures_entered_sentence({ day }, { locale });
	if (numerator === null || denominator === null) return sentence;
	const [part, all] = [numerator, denominator].map((one) => numberWords(one, locale));
	return `${m.measures_entered_parts({ numerator: part!, denominator: all! }, { locale })} ${sentence}`;
}

const distinctSentence = {
	organisations: m.measures_sentence_organisations,
	participants: m.measures_sentence_participants,
	places: m.measures_sentence_places
};

/** How many were asked and gave no usable answer; null where nobody, or too few to say. */
export function missingWords({ missing }: Told, locale: Locale): string | null {
	if (!missing) return null;
	return m.measures_sentence_missing(
		{ missing, count_text: numberWords(missing, locale) },
		{ locale }
	);
}

export const goalWords: Record<GoalState, typeof m.measures_goal_met> = {
	met: m.measures_goal_met,
	notYet: m.measures_goal_notYet,
	missed: m.measures_goal_missed,
	reportedOnly: m.measures_goal_reportedOnly,
	noTarget: m.measures_goal_noTarget,
	notComputable: m.measures_goal_notComputable
};

export const dataWords: Record<DataState, typeof m.measures_data_none> = {
	none: m.measures_data_none,
	draftOnly: m.measures_data_draftOnly,
	released: m.measures_data_released,
	stale: m.measures_data_stale,
	suppressed: m.measures_data_suppressed
};

export function withheldWords(
	withheld: 'small_group' | 'small_difference',
	locale: Locale
): string {
	return withheld === 'small_group'
		? m.measures_withheld_small_group({}, { locale })
		: m.measures_withheld_small_difference({}, { locale });
}
