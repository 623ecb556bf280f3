import { z } from 'zod';
import { inLocale } from '../platform/i18n/in-locale.ts';
import { formatCount } from '../platform/i18n/numbers.ts';
import { m } from '../platform/i18n/paraglide/messages.js';
import type { Categories } from './contract.ts';
import { noneId, repeatedIds } from './options.ts';

/** What choosing so many of a list needs, whatever the options are. */
export type Choosing = Readonly<{
	options: readonly Readonly<{ id: string }>[];
	min: number;
	max: number;
	noneOfThese: boolean;
}>;

/** Least and most options per person; a maximum of 1 makes it a choice of one. */
export const choosingFields = {
	min: z.int('number_invalid').min(1, 'number_too_small'),
	max: z.int('number_invalid').min(1, 'number_too_small'),
	noneOfThese: z.boolean()
};

/** What is wrong with the limits and ids of a config: path and reason. */
export function choosingIssues(config: Choosing): [path: (string | number)[], reason: string][] {
	const issues: [(string | number)[], string][] = [];
	if (config.min > config.max) issues.push([['min'], 'min_above_max']);
	// Two options at least are asked for anyway: one complaint is enough.
	if (config.max > Math.max(2, config.options.length)) issues.push([['max'], 'max_above_options']);
	for (const index of repeatedIds(config.options))
		issues.push([['options', index, 'id'], 'option_duplicate']);
	return issues;
}

/** Each option is a row. Whoever wants none of them stands in one row, however many there must be. */
export const chosenCategories = (
	{ min, max, noneOfThese }: Choosing,
	rows: readonly Readonly<{ id: string; label: string }>[]
): Categories => ({
	rows: rows.map(({ id, label }) => ({ key: id, label, value: null })),
	least: noneOfThese ? 1 : min,
	most: max
});

/** An answer is an array of option ids, also for one. */
export function chosenSchema(config: Choosing): z.ZodType<string[]> {
	const order = new Map(config.options.map(({ id }, index) => [id, index]));
	if (config.noneOfThese) order.set(noneId, order.size);
	return (
		z
			.array(z.string('answer_malformed'), 'answer_malformed')
			.superRefine((answer, context) => {
				const reason = refusal(config, order, answer);
				if (reason) context.addIssue({ code: 'custom', message: reason });
			})
			// In the order of the options: nothing of how somebody ticked them is kept.
			.transform((answer) => answer.toSorted((a, b) => order.get(a)! - order.get(b)!))
	);
}

function refusal(
	config: Choosing,
	known: ReadonlyMap<string, number>,
	answer: readonly string[]
): string | null {
	if (answer.length === 0) return 'answer_missing';
	if (answer.some((id) => !known.has(id))) return 'option_unknown';
	if (new Set(answer).size < answer.length) return 'option_twice';
	if (answer.includes(noneId) && config.noneOfThese)
		return answer.length > 1 ? 'none_is_exclusive' : null;
	if (answer.length < config.min) return 'too_few';
	if (answer.length > config.max) return 'too_many';
	return null;
}

export function choosingProblem(config: Choosing, reason: string, locale: string): string {
	const language = inLocale(locale);
	if (reason === 'too_few')
		return m.questions_choice_too_few(
			{ n: config.min, shown: formatCount(config.min, locale) },
			language
		);
	if (reason === 'too_many')
		return m.questions_choice_too_many(
			{ n: config.max, shown: formatCount(config.max, locale) },
			language
		);
	if (reason === 'option_unknown') return m.questions_choice_option_unknown({}, language);
	if (reason === 'option_twice') return m.questions_choice_option_twice({}, language);
	if (reason === 'none_is_exclusive') return m.questions_choice_none_is_exclusive({}, language);
	if (reason === 'answer_missing') return m.questions_choice_missing({}, language);
	return m.questions_answer_malformed({}, language);
}

/** "Please choose up to 5 answers": the limits in words, because nothing counts along without JavaScript. */
export function choosingRule({ min, max, options }: Choosing, locale: string): string {
	const language = inLocale(locale);
	const most = { n: max, shown: formatCount(max, locale) };
	if (max === 1) return m.questions_choice_rule_one({}, language);
	if (min === max) return m.questions_choice_rule_exactly(most, language);
	if (min > 1)
		return m.questions_choice_rule_between(
			{ min: formatCount(min, locale), max: formatCount(max, locale) },
			language
		);
	if (max === options.length) return m.questions_choice_rule_any({}, language);
	return m.questions_choice_rule_up_to(most, language);
}
