import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import type { QuestionType } from '../contract.ts';
import { numberField, partsField } from '../form-fields.ts';
import { linesFromForm, linesToForm } from '../option-lines.ts';
import { optionFields, repeatedIds } from '../options.ts';
import { pointsAnswerSchema, pointsProblem } from './answer.ts';
import { pointsChart } from './chart.ts';
import { pointsPaper } from './paper.ts';
import { pointKeys, pointsMeans, pointsSentence, pointsTable } from './result.ts';

const pointsConfigSchema = z
	.object({
		options: z.array(z.object(optionFields)).min(2, 'options_too_few').max(20, 'options_above_20'),
		/** Points per person. */
		total: z.int('number_invalid').min(2, 'number_too_small').max(100, 'number_too_large'),
		/** Exactly so many, not only at most. */
		mustUseAll: z.boolean()
	})
	.superRefine(({ options }, context) => {
		for (const index of repeatedIds(options))
			context.addIssue({
				code: 'custom',
				path: ['options', index, 'id'],
				message: 'option_duplicate'
			});
	});

export type PointsConfig = z.infer<typeof pointsConfigSchema>;
/** Only options that got points, in the order of the asker. */
export type PointsAnswer = Readonly<Record<string, number>>;

/** A stock of points shared out over 2 to 20 options. The answer is an object of option id to whole points. */
export const points: QuestionType<PointsConfig, PointsAnswer> = {
	key: 'points',
	name: (locale) => m.questionsmore_points_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_points_explanation({}, inLocale(locale)),
	configSchema: pointsConfigSchema,
	emptyConfig: { options: [], total: 100, mustUseAll: true },
	configToForm: ({ options, total, mustUseAll }, locales) => ({
		...linesToForm('options', options, locales),
		total: String(total),
		...(mustUseAll ? { mustUseAll: 'on' } : {})
	}),
	configFromForm: (form, locales) => ({
		options: linesFromForm(form, 'options', locales),
		total: numberField(form, 'total') ?? NaN,
		mustUseAll: form.has('mustUseAll')
	}),
	answerSchema: pointsAnswerSchema,
	answerFromForm: (_config, form) => partsField(form, 'answer'),
	answerProblem: pointsProblem,
	answerText: ({ options }, answer, locale) =>
		options
			.flatMap(({ id, label }) =>
				Object.hasOwn(answer, id)
					? [`${textFor(label, locale)}: ${formatCount(answer[id]!, locale)}`]
					: []
			)
			.join(', '),
	tallyKeys: (_config, answer) =>
		Object.entries(answer).flatMap(([id, given]) => pointKeys(id, given)),
	table: pointsTable,
	sentence: pointsSentence,
	chart: pointsChart,
	// Several numbers say nothing that an indicator could take for one.
	factValue: () => ({ value: null, outcome: null, missing: false }),
	comparison: { measure: ({ total }) => total, means: pointsMeans },
	csv: {
		columns: ({ options }, locale) => options.map(({ label }) => textFor(label, locale)),
		cells: ({ options }, answer) =>
			options.map(({ id }) => String(Object.hasOwn(answer, id) ? answer[id]! : 0))
	},
	freeText: false,
	paper: pointsPaper
};
