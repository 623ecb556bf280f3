import { z } from 'zod';
import { dayText } from '../../platform/i18n/dates.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { QuestionType } from '../contract.ts';
import { textsField } from '../form-fields.ts';
import { dateAnswerSchema, dateProblem } from './answer.ts';
import { daysBetween, isDay } from './days.ts';
import { dateChart } from './chart.ts';
import { datePaper } from './paper.ts';
import { dateSentence, dateTable } from './result.ts';
import { bucketOf, keyUnit } from './units.ts';

/** 80 years have less than a thousand months, which a snapshot carries. */
const longestSpan = 80 * 366;

const daySchema = z.string().refine(isDay, { error: 'date_invalid', abort: true });

const dateConfigSchema = z
	.object({ first: daySchema, last: daySchema })
	.superRefine(({ first, last }, context) => {
		const refuse = (message: string) =>
			context.addIssue({ code: 'custom', path: ['last'], message });
		if (last < first) refuse('last_before_first');
		else if (daysBetween(first, last) > longestSpan) refuse('span_too_long');
	});

export type DateConfig = z.infer<typeof dateConfigSchema>;
/** A day of the calendar, YYYY-MM-DD: no moment, so no time zone can shift it. */
export type DateAnswer = string;

/** Any day between two. The answer is that day as YYYY-MM-DD. */
export const date: QuestionType<DateConfig, DateAnswer> = {
	key: 'date',
	name: (locale) => m.questionsmore_date_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_date_explanation({}, inLocale(locale)),
	configSchema: dateConfigSchema,
	emptyConfig: { first: '', last: '' },
	configToForm: ({ first, last }) => ({ first, last }),
	configFromForm: (form) => ({
		first: textsField(form, 'first')[0] ?? '',
		last: textsField(form, 'last')[0] ?? ''
	}),
	answerSchema: dateAnswerSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer')[0],
	answerProblem: dateProblem,
	answerText: (_config, answer, locale) => dayText(answer, inLocale(locale).locale),
	tallyKeys: (config, answer) => [bucketOf(keyUnit(config), answer)],
	table: dateTable,
	sentence: dateSentence,
	chart: dateChart,
	factValue: (_config, answer) => ({ value: null, outcome: answer, missing: false }),
	comparison: {},
	csv: {
		columns: (_config, locale) => [m.questions_column_answer({}, inLocale(locale))],
		cells: (_config, answer) => [answer]
	},
	freeText: false,
	paper: datePaper
};
