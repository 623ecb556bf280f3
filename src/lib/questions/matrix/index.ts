import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor, translatedSchema } from '../../platform/i18n/translated.ts';
import type { QuestionType } from '../contract.ts';
import { partsField } from '../form-fields.ts';
import { linesFromForm, linesToForm, wordsFromForm, wordsToForm } from '../option-lines.ts';
import { optionFields, repeatedIds } from '../options.ts';
import { matrixAnswerSchema, matrixProblem } from './answer.ts';
import { matrixChart } from './chart.ts';
import { matrixPaper } from './paper.ts';
import { cellKey, matrixMeans, matrixSentence, matrixTable } from './result.ts';

/** What somebody says of an item that they cannot judge. */
export const dontKnow = 'dontKnow';

const matrixConfigSchema = z
	.object({
		items: z.array(z.object(optionFields)).min(2, 'items_too_few').max(10, 'items_above_10'),
		/** Words (or numbers) of the scale, from low to high; an answer is the place in this list, from 1. */
		steps: z
			.array(translatedSchema(80).refine((label) => Object.keys(label).length > 0, 'text_missing'))
			.min(2, 'items_too_few')
			.max(10, 'items_above_10'),
		dontKnow: z.boolean(),
		/** Every item must be answered. */
		all: z.boolean()
	})
	.superRefine(({ items }, context) => {
		for (const index of repeatedIds(items))
			context.addIssue({
				code: 'custom',
				path: ['items', index, 'id'],
				message: 'option_duplicate'
			});
	});

export type MatrixConfig = z.infer<typeof matrixConfigSchema>;
export type MatrixAnswer = Readonly<Record<string, number | typeof dontKnow>>;

/**
 * 2 to 10 items on one scale of 2 to 10 steps. The answer is an object of item id to the step's place, from 1, or
 * "dontKnow".
 */
export const matrix: QuestionType<MatrixConfig, MatrixAnswer> = {
	key: 'matrix',
	name: (locale) => m.questionsmore_matrix_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_matrix_explanation({}, inLocale(locale)),
	configSchema: matrixConfigSchema,
	emptyConfig: { items: [], steps: [], dontKnow: true, all: false },
	configToForm: ({ items, steps, dontKnow: offers, all }, locales) => ({
		...linesToForm('items', items, locales),
		...wordsToForm('steps', steps, locales),
		...(offers ? { dontKnow: 'on' } : {}),
		...(all ? { all: 'on' } : {})
	}),
	configFromForm: (form, locales) => ({
		items: linesFromForm(form, 'items', locales),
		steps: wordsFromForm(form, 'steps', locales),
		dontKnow: form.has('dontKnow'),
		all: form.has('all')
	}),
	answerSchema: matrixAnswerSchema,
	answerFromForm: (_config, form) => partsField(form, 'answer'),
	answerProblem: matrixProblem,
	answerText: (config, answer, locale) =>
		config.items
			.flatMap(({ id, label }) =>
				Object.hasOwn(answer, id)
					? [`${textFor(label, locale)}: ${stepText(config, answer[id]!, locale)}`]
					: []
			)
			.join(', '),
	tallyKeys: (_config, answer) =>
		Object.entries(answer).flatMap(([id, step]) => [id, cellKey(id, step)]),
	table: matrixTable,
	sentence: matrixSentence,
	chart: matrixChart,
	// Several judgements say nothing that an indicator could take for one.
	factValue: () => ({ value: null, outcome: null, missing: false }),
	comparison: { measure: ({ steps }) => steps.length, means: matrixMeans },
	csv: {
		columns: ({ items }, locale) => items.map(({ label }) => textFor(label, locale)),
		cells: (config, answer, locale) =>
			config.items.map(({ id }) =>
				Object.hasOwn(answer, id) ? stepText(config, answer[id]!, locale) : ''
			)
	},
	freeText: false,
	paper: matrixPaper
};

/** The word of a step, or of not knowing. */
export const stepText = (
	{ steps }: MatrixConfig,
	step: number | typeof dontKnow,
	locale: string
): string =>
	step === dontKnow
		? m.questions_scale_dont_know({}, inLocale(locale))
		: textFor(steps[step - 1] ?? { [locale]: String(step) }, locale);

/** All that can be said of an item: the steps, from 1, and perhaps that one does not know. */
export const choicesOf = ({
	steps,
	dontKnow: offers
}: MatrixConfig): (number | typeof dontKnow)[] => [
	...steps.map((_, n) => n + 1),
	...(offers ? ([dontKnow] as const) : [])
];
