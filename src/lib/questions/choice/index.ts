import { z } from 'zod';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { textFor } from '../../platform/i18n/translated.ts';
import { barsOf } from '../chart.ts';
import {
	choosingFields,
	choosingIssues,
	choosingProblem,
	chosenCategories,
	chosenSchema
} from '../choosing.ts';
import type { QuestionType, ResultTable, Tally } from '../contract.ts';
import { inShownOrder, leadingSentence } from '../leading.ts';
import { mostOptions, noneId, optionFields } from '../options.ts';
import { signKeys } from '../signs.ts';
import { rowFor } from '../tally.ts';
import { textsField } from '../form-fields.ts';
import { choiceFromForm, choiceToForm } from './editor.ts';
import { choicePaper } from './paper.ts';
import { isRight, markedRight, rightRefusal, rightSentence } from './right.ts';

const choiceConfigSchema = z
	.object({
		options: z
			.array(z.object({ ...optionFields, sign: z.enum(signKeys).optional() }))
			.min(2, 'options_too_few')
			.max(mostOptions, 'options_too_many'),
		...choosingFields,
		/** Ids of what is right; absent: no knowledge question, or not for those who are still to answer. */
		right: z.array(z.string()).min(1, 'right_unknown').optional()
	})
	.superRefine((config, context) => {
		for (const [path, message] of choosingIssues(config))
			context.addIssue({ code: 'custom', path, message });
		const reason = rightRefusal(config);
		if (reason) context.addIssue({ code: 'custom', path: ['right'], message: reason });
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
	answerSchema: chosenSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer').filter((id) => id !== ''),
	answerProblem: choosingProblem,
	tallyKeys: (_config, answer) => [...answer],
	table: choiceTable,
	categories: (config, locale) => chosenCategories(config, choiceRows(config, locale)),
	sentence: choiceSentence,
	knowledge: { asked: ({ right }) => right !== undefined, isRight },
	chart: (config, tally, locale) => barsOf(choiceTable(config, tally, locale), locale, [noneId]),
	publicConfig: ({ right: _, ...known }) => known,
	factValue: (_config, answer) => ({ value: null, outcome: answer.join(' '), missing: false }),
	// One answer and several are different things to be asked for.
	comparison: { measure: ({ max }) => max > 1 },
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
