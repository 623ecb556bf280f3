import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor, translatedSchema } from '../../platform/i18n/translated.ts';
import type { QuestionType } from '../contract.ts';
import { numberField, partsField, translatedField } from '../form-fields.ts';
import { linesFromForm, linesToForm } from '../option-lines.ts';
import { optionFields, repeatedIds } from '../options.ts';
import { gridAnswerSchema, gridProblem } from './answer.ts';
import { axes, type Axis } from './axes.ts';
import { gridChart } from './chart.ts';
import { gridPaper } from './paper.ts';
import { gridMeans, gridSentence, gridTable, placeKey } from './result.ts';

const axisSchema = translatedSchema(80).refine(
	(label) => Object.keys(label).length > 0,
	'text_missing'
);

const gridConfigSchema = z
	.object({
		items: z.array(z.object(optionFields)).min(2, 'items_too_few').max(10, 'items_above_10'),
		x: axisSchema,
		y: axisSchema,
		/** Both measures go from 1 to this number. */
		steps: z.int('number_invalid').min(3, 'number_too_small').max(9, 'number_too_large'),
		/** Every item must be judged. */
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

export type GridConfig = z.infer<typeof gridConfigSchema>;
export type GridAnswer = Readonly<Record<string, Readonly<Record<Axis, number>>>>;

/** 2 to 10 items, each judged by two measures. The answer is an object of item id to `{ x, y }`, both from 1. */
export const grid2x2: QuestionType<GridConfig, GridAnswer> = {
	key: 'grid2x2',
	name: (locale) => m.questionsmore_grid2x2_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_grid2x2_explanation({}, inLocale(locale)),
	configSchema: gridConfigSchema,
	emptyConfig: { items: [], x: {}, y: {}, steps: 5, all: false },
	configToForm: (config, locales) => ({
		...linesToForm('items', config.items, locales),
		...Object.fromEntries(
			axes.flatMap((axis) =>
				locales.map((locale) => [`${axis}.${locale}`, config[axis][locale] ?? ''])
			)
		),
		steps: String(config.steps),
		...(config.all ? { all: 'on' } : {})
	}),
	configFromForm: (form, locales) => ({
		items: linesFromForm(form, 'items', locales),
		x: translatedField(form, 'x', locales),
		y: translatedField(form, 'y', locales),
		steps: numberField(form, 'steps') ?? NaN,
		all: form.has('all')
	}),
	answerSchema: gridAnswerSchema,
	// `<id>.x` and `<id>.y`, as the fields are called.
	answerFromForm: (_config, form) => partsField(form, 'answer'),
	answerProblem: gridProblem,
	answerText: (config, answer, locale) =>
		config.items
			.flatMap(({ id, label }) =>
				Object.hasOwn(answer, id)
					? axes.map(
							(axis) =>
								`${textFor(label, locale)}, ${textFor(config[axis], locale)}: ${formatCount(answer[id]![axis], locale)}`
						)
					: []
			)
			.join(', '),
	tallyKeys: (_config, answer) =>
		Object.entries(answer).flatMap(([id, place]) => [
			id,
			...axes.map((axis) => placeKey(id, axis, place[axis]))
		]),
	table: gridTable,
	sentence: gridSentence,
	chart: gridChart,
	// Several judgements say nothing that an indicator could take for one.
	factValue: () => ({ value: null, outcome: null, missing: false }),
	comparison: { measure: ({ steps }) => steps, means: gridMeans },
	csv: {
		columns: (config, locale) =>
			config.items.flatMap(({ label }) =>
				axes.map((axis) => `${textFor(label, locale)}: ${textFor(config[axis], locale)}`)
			),
		cells: ({ items }, answer) =>
			items.flatMap(({ id }) =>
				axes.map((axis) => (Object.hasOwn(answer, id) ? String(answer[id]![axis]) : ''))
			)
	},
	freeText: false,
	paper: gridPaper
};
