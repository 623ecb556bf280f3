import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { translatedSchema } from '../../platform/i18n/translated.ts';
import type { QuestionType } from '../contract.ts';
import { textsField } from '../form-fields.ts';
import { numberAnswerSchema, numberProblem } from './answer.ts';
import { numberFromForm, numberToForm } from './editor.ts';
import { numberChart } from './chart.ts';
import { numberPaper } from './paper.ts';
import { numberMeans, numberSentence, numberTable } from './result.ts';
import { isOnStep, mostSteps, stepsBetween, withUnit } from './values.ts';

/** At most two decimals: with three nobody could tell "1.234" from a thousand and more. */
const decimalSchema = z
	.number('decimal_invalid')
	.min(-1_000_000_000, 'number_too_small')
	.max(1_000_000_000, 'number_too_large')
	.refine((value) => Number(value.toFixed(2)) === value, {
		error: 'decimal_invalid',
		abort: true
	});

const numberConfigSchema = z
	.object({
		min: decimalSchema,
		max: decimalSchema,
		/** Answers are the smallest number and so many steps. */
		step: decimalSchema,
		/** Written behind the number; in no language: none. */
		unit: translatedSchema(40),
		/** The true value; absent: no knowledge question, or not for those who are still to answer. */
		right: decimalSchema.optional()
	})
	.superRefine((config, context) => {
		const refuse = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		const { min, max, step, right } = config;
		if (step <= 0) refuse('step', 'step_not_positive');
		else if (max <= min) refuse('max', 'to_not_above_from');
		else if (stepsBetween(config) > mostSteps) refuse('step', 'steps_too_many');
		else if (right !== undefined && !isOnStep(config, right)) refuse('right', 'right_impossible');
	});

export type NumberConfig = z.infer<typeof numberConfigSchema>;
export type NumberAnswer = number;

/** A number between two limits, counted or guessed. The answer is that number. */
export const number: QuestionType<NumberConfig, NumberAnswer> = {
	key: 'number',
	name: (locale) => m.questionsmore_number_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_number_explanation({}, inLocale(locale)),
	configSchema: numberConfigSchema,
	emptyConfig: { min: 0, max: 0, step: 1, unit: {} },
	configToForm: numberToForm,
	configFromForm: numberFromForm,
	answerSchema: numberAnswerSchema,
	// As it was typed: its notation is read in one place, for a phone's answer too.
	answerFromForm: (_config, form) => textsField(form, 'answer')[0],
	answerProblem: numberProblem,
	knowledge: {
		asked: ({ right }) => right !== undefined,
		isRight: ({ right }, answer) => answer === right
	},
	publicConfig: ({ right: _, ...known }) => known,
	answerText: withUnit,
	tallyKeys: (_config, answer) => [String(answer)],
	table: numberTable,
	sentence: numberSentence,
	chart: numberChart,
	factValue: (_config, answer) => ({ value: answer, outcome: null, missing: false }),
	comparison: { measure: ({ min, max, step }) => [min, max, step], means: numberMeans },
	csv: {
		columns: (_config, locale) => [m.questions_column_answer({}, inLocale(locale))],
		cells: (_config, answer) => [String(answer)]
	},
	freeText: false,
	paper: numberPaper
};
