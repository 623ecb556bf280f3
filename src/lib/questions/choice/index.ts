import { z } from 'zod';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { textFor } from '../../platform/i18n/translated.ts';
import type { QuestionType, ResultTable, Tally } from '../contract.ts';
import { inShownOrder, leadingSentence } from '../leading.ts';
import { mostOptions, noneId, optionFields, repeatedIds } from '../options.ts';
import { rowFor } from '../tally.ts';
import { textsField } from '../form-fields.ts';
import { choiceFromForm, choiceToForm } from './editor.ts';
import { choicePaper } from './paper.ts';
import { markedRight, rightRefusal, rightSentence } from './right.ts';

const choiceConfigSchema = z
	.object({
		options: z
			.array(z.object(optionFields))
			.min(2, 'options_too_few')
			.max(mostOptions, 'options_too_many'),
		/** Least and most options per person; a maximum of 1 makes it a choice of one. */
		min: z.int('number_invalid').min(1, 'number_too_small'),
		max: z.int('number_invalid').min(1, 'number_too_small'),
		noneOfThese: z.boolean(),
		/** Ids of what is right; absent: no knowledge question, or not for those who are still to answer. */
		right: z.array(z.string()).min(1, 'right_unknown').optional()
	})
	.superRefine((config, context) => {
		const refuse = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		if (config.min > config.max) refuse(['min'], 'min_above_max');
		// Two options at least are asked for anyway: one complaint is enough.
		if (config.max > Math.max(2, config.options.length)) refuse(['max'], 'max_above_options');
		for (const index of repeatedIds(config.options))
			refuse(['options', index, 'id'], 'option_duplicate');
		const reason = rightRefusal(config);
		if (reason) refuse(['right'], reason);
	});

export type ChoiceConfig = z.infer<typeof choiceConfigSchema>;
export type ChoiceAnswer = string[];

/** One or many of 2 to 100 options. The answer is an array of option ids, also for one. */
export const choice: QuestionType<ChoiceConfig, ChoiceAnswer> = {
	key: 'choice',
	name: (locale) => m.questions_choice_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_choice_explanation({}, inLocale(locale)),
	configSchema: choiceConfigSchema,
	emptyConfig: { options: [], min: 1, max: 1, noneOfThese: false },
	configToForm: choiceToForm,
	configFromForm: choiceFromForm,
	answerSchema: choiceAnswerSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer').filter((id) => id !== ''),
	answerProblem: choiceProblem,
	tallyKeys: (_config, answer) => [...answer],
	table: choiceTable,
	sentence: choiceSentence,
	publicConfig: ({ right: _, ...known }) => known,
	factValue: (_config, answer) => ({ value: null, outcome: answer.join(' '), missing: false }),
	csv: {
		columns: (config, locale) =>
			config.max === 1
				? [m.questions_column_answer({}, inLocale(locale))]
				: choiceRows(config, locale).map(({ label }) => label),
		cells: (config, answer, locale) =>
			config.max === 1
				? answer.map((id) => labelOf(config, id, locale))
				: choiceRows(config, locale).map(({ id }) => (answer.includes(id) ? '1' : '0'))
	},
	freeText: false,
	paper: choicePaper
};

/** Options as shown, "none of these" last. */
export function choiceRows(config: ChoiceConfig, locale: string): { id: string; label: string }[] {
	const rows = config.options.map(({ id, label }) => ({ id, label: textFor(label, locale) }));
	if (config.noneOfThese)
		rows.push({ id: noneId, label: m.questions_choice_none({}, inLocale(locale)) });
	return rows;
}

const labelOf = (config: ChoiceConfig, id: string, locale: string) =>
	choiceRows(config, locale).find((row) => row.id === id)?.label ?? id;

function choiceAnswerSchema(config: ChoiceConfig): z.ZodType<ChoiceAnswer> {
	const order = new Map(config.options.map(({ id }, index) => [id, index]));
	if (config.noneOfThese) order.set(noneId, order.size);
	return (
		z
			.array(z.string('answer_malformed'), 'answer_malformed')
			.superRefine((answer, context) => {
				const reason = choiceRefusal(config, order, answer);
				if (reason) context.addIssue({ code: 'custom', message: reason });
			})
			// In the order of the options: nothing of how somebody ticked them is kept.
			.transform((answer) => answer.toSorted((a, b) => order.get(a)! - order.get(b)!))
	);
}

function choiceRefusal(
	config: ChoiceConfig,
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

function choiceProblem(config: ChoiceConfig, reason: string, locale: string): string {
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

function choiceTable(config: ChoiceConfig, tally: Tally, locale: string): ResultTable {
	const rows = choiceRows(config, locale).map(({ id, label }) => rowFor(tally, id, label));
	const options = rows.slice(0, config.options.length);
	return {
		rows: markedRight(
			[...inShownOrder(options), ...rows.slice(config.options.length)],
			config.right
		),
		ballots: tally.ballots,
		further: 0
	};
}

function choiceSentence(config: ChoiceConfig, tally: Tally, locale: string): string {
	const table = choiceTable(config, tally, locale);
	return [leadingSentence(table, locale), rightSentence(table, locale)].filter(Boolean).join(' ');
}
