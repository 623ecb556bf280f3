import type { z } from 'zod';
import { inLocale } from '../platform/i18n/in-locale.ts';
import { formatCount } from '../platform/i18n/numbers.ts';
import { m } from '../platform/i18n/paraglide/messages.js';
import type { EditorProblems } from './contract.ts';

/** Every reason for which a config is refused, and what to tell the asker. */
const messages = {
	text_missing: m.questions_config_text_missing,
	text_too_long: m.questions_config_text_too_long,
	options_too_few: m.questions_config_options_too_few,
	options_too_many: m.questions_config_options_too_many,
	option_id_invalid: m.questions_config_option_id_invalid,
	option_id_reserved: m.questions_config_option_id_reserved,
	option_duplicate: m.questions_config_option_duplicate,
	number_invalid: m.questions_config_number_invalid,
	number_too_small: m.questions_config_number_too_small,
	number_too_large: m.questions_config_number_too_large,
	min_above_max: m.questions_config_min_above_max,
	max_above_options: m.questions_config_max_above_options,
	to_not_above_from: m.questions_config_to_not_above_from,
	scale_too_long: m.questions_config_scale_too_long,
	amount_invalid: m.questions_budget_config_amount_invalid,
	amount_too_small: m.questions_budget_config_amount_too_small,
	amount_too_large: m.questions_budget_config_amount_too_large,
	cost_above_budget: m.questions_budget_config_cost_above_sum,
	projects_too_few: m.questions_budget_config_too_few,
	projects_too_many: m.questions_budget_config_too_many,
	max_above_projects: m.questions_budget_config_max_above_projects,
	options_above_20: m.questionsmore_config_options_above_20,
	items_too_few: m.questionsmore_config_items_too_few,
	items_above_10: m.questionsmore_config_items_above_10,
	decimal_invalid: m.questionsmore_config_decimal_invalid,
	step_not_positive: m.questionsmore_config_step_not_positive,
	steps_too_many: m.questionsmore_config_steps_too_many,
	right_impossible: m.questionsmore_config_right_impossible,
	right_unknown: m.questionsmore_config_right_unknown,
	right_count: m.questionsmore_config_right_count,
	date_invalid: m.questionsmore_config_date_invalid,
	last_before_first: m.questionsmore_config_last_before_first,
	span_too_long: m.questionsmore_config_span_too_long,
	picture_missing: m.questionsplaces_config_picture_missing,
	pictures_too_few: m.questionsplaces_config_pictures_too_few,
	alt_missing: m.questionsplaces_config_alt_missing,
	area_missing: m.questionsplaces_config_area_missing,
	fields_too_flat: m.questionsplaces_config_fields_too_flat,
	field_unknown: m.questionsplaces_config_field_unknown
} as const;

export const configReasons = Object.keys(messages);

/** The issues of a refused config by dotted path, for `EditorProps.problems`; the first reason at a path stays. */
export const editorProblems = (error: z.ZodError): EditorProblems =>
	Object.fromEntries(
		error.issues.toReversed().map(({ path, message }) => [path.map(String).join('.'), message])
	);

export function configProblem(reason: string, locale: string): string {
	const found = Object.entries(messages).find(([known]) => known === reason)?.[1];
	return (found ?? m.questions_config_unknown)({}, inLocale(locale));
}

/** The problem at exactly this path, in the reader's language. */
export const problemAt = (problems: EditorProblems, path: string, locale: string) =>
	problems[path] === undefined ? undefined : configProblem(problems[path], locale);

/**
 * The problems of a list that was typed one item per line, as lines of text ("Line 4: …"): those of this language, and
 * with the main language those of the items themselves.
 */
export function problemsInLines(
	problems: EditorProblems,
	list: string,
	language: string,
	isMain: boolean,
	locale: string
): string[] {
	return Object.entries(problems).flatMap(([path, reason]) => {
		const [head, index, , tag] = path.split('.');
		if (head !== list || (tag === undefined ? !isMain : tag !== language)) return [];
		const problem = configProblem(reason, locale);
		if (index === undefined) return [problem];
		const line = formatCount(Number(index) + 1, locale);
		return [m.questions_config_line({ line, problem }, inLocale(locale))];
	});
}
