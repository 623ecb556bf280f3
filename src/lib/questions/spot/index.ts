import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor, translatedSchema } from '../../platform/i18n/translated.ts';
import type { QuestionType, ResultTable, Tally } from '../contract.ts';
import { textsField } from '../form-fields.ts';
import { fieldsOf, positionOf } from '../grid.ts';
import { gridFields } from '../grid-fields.ts';
import { fieldLabel, gridSentence, gridTable } from '../grid-result.ts';
import { pictureSchema } from '../material.ts';
import { spotFromForm, spotToForm } from './editor.ts';
import { spotPaper } from './paper.ts';

/** A field must be this high for a finger where the picture is as wide as on the smallest phone (WCAG 2.5.8). */
const leastHeight = 24;
const narrowest = 250;

const spotConfigSchema = z
	.object({
		picture: pictureSchema,
		...gridFields,
		/** Fields with something in them that has a name; the others are called by column and row. */
		names: z
			.array(
				z.object({
					field: z.string(),
					name: translatedSchema(80).refine((name) => Object.keys(name).length > 0, 'text_missing')
				})
			)
			.max(40, 'options_too_many')
	})
	.superRefine(({ picture, names, ...grid }, context) => {
		const refuse = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		const high = (narrowest * picture.height) / picture.width;
		if (high / grid.rows < leastHeight) refuse(['rows'], 'fields_too_flat');
		names.forEach(({ field }, index) => {
			if (!positionOf(grid, field)) refuse(['names', index, 'field'], 'field_unknown');
			else if (names.findIndex((other) => other.field === field) < index)
				refuse(['names', index, 'field'], 'option_duplicate');
		});
	});

export type SpotConfig = z.infer<typeof spotConfigSchema>;
export type SpotAnswer = string[];

/** Where on a picture? It is divided into fields (A1, B1 and so on); the answer is an array with one of them. */
export const spot: QuestionType<SpotConfig, SpotAnswer> = {
	key: 'spot',
	name: (locale) => m.questionsplaces_spot_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsplaces_spot_explanation({}, inLocale(locale)),
	configSchema: spotConfigSchema,
	// Its picture is still to be chosen, so that `configSchema` refuses it.
	emptyConfig: {
		picture: { id: '', width: 4, height: 3, alt: {} },
		columns: 8,
		rows: 6,
		names: []
	},
	configToForm: spotToForm,
	configFromForm: spotFromForm,
	needs: 'pictures',
	material: ({ picture }) => ({ pictures: [picture], areas: [] }),
	answerSchema: spotAnswerSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer').filter((field) => field !== ''),
	answerProblem: (_config, reason, locale) =>
		reason === 'answer_missing'
			? m.questionsplaces_spot_missing({}, inLocale(locale))
			: m.questions_answer_malformed({}, inLocale(locale)),
	tallyKeys: (_config, answer) => [...answer],
	table: spotTable,
	sentence: (config, tally, locale) => gridSentence(spotTable(config, tally, locale), locale),
	chart: (config, tally, locale) => ({
		kind: 'fields',
		grid: config,
		width: config.picture.width,
		height: config.picture.height,
		counts: spotTable(config, tally, locale).rows,
		ground: { kind: 'picture', picture: config.picture }
	}),
	factValue: (_config, answer) => ({ value: null, outcome: answer.join(' '), missing: false }),
	comparison: { measure: ({ picture, columns, rows }) => [picture.id, columns, rows] },
	csv: {
		columns: (_config, locale) => [
			m.questionsplaces_column_field({}, inLocale(locale)),
			m.questionsplaces_column_name({}, inLocale(locale))
		],
		cells: (config, answer, locale) => [
			answer.join(' '),
			answer.map((field) => nameOf(config, field, locale)).join(' ')
		]
	},
	freeText: false,
	paper: spotPaper
};

function spotAnswerSchema(config: SpotConfig): z.ZodType<SpotAnswer> {
	return z
		.array(z.string('answer_malformed'), 'answer_malformed')
		.superRefine((answer, context) => {
			const refuse = (message: string) => context.addIssue({ code: 'custom', message });
			if (answer.length === 0) refuse('answer_missing');
			else if (answer.length > 1 || !positionOf(config, answer[0]!)) refuse('field_unknown');
		});
}

const nameOf = ({ names }: SpotConfig, field: string, locale: string): string => {
	const named = names.find((one) => one.field === field);
	return named ? textFor(named.name, locale) : '';
};

/** "C4", or "C4 (the fountain)". */
export const spotLabel = (config: SpotConfig, field: string, locale: string): string =>
	fieldLabel(field, nameOf(config, field, locale));

function spotTable(config: SpotConfig, tally: Tally, locale: string): ResultTable {
	return gridTable(fieldsOf(config), tally, (field) => spotLabel(config, field, locale));
}
