import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
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
import { textsField } from '../form-fields.ts';
import { inShownOrder, leadingSentence } from '../leading.ts';
import { pictureSchema } from '../material.ts';
import { noneId, optionFields } from '../options.ts';
import { rowFor } from '../tally.ts';
import { picturechoiceFromForm, picturechoiceToForm } from './editor.ts';
import { picturechoicePaper } from './paper.ts';

/** More pictures than this nobody compares on a phone, and nobody waits for. */
export const mostPictures = 12;

const picturechoiceConfigSchema = z
	.object({
		/** An option has the id of its picture: one picture is one answer. */
		options: z
			.array(z.object({ ...optionFields, picture: pictureSchema }))
			.min(2, 'pictures_too_few')
			.max(mostPictures, 'options_too_many'),
		...choosingFields
	})
	.superRefine((config, context) => {
		for (const [path, message] of choosingIssues(config))
			context.addIssue({ code: 'custom', path, message });
	});

export type PicturechoiceConfig = z.infer<typeof picturechoiceConfigSchema>;
export type PicturechoiceAnswer = string[];

/** One or many of 2 to 12 pictures, each with its name. The answer is an array of option ids, also for one. */
export const picturechoice: QuestionType<PicturechoiceConfig, PicturechoiceAnswer> = {
	key: 'picturechoice',
	name: (locale) => m.questionsplaces_picturechoice_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsplaces_picturechoice_explanation({}, inLocale(locale)),
	configSchema: picturechoiceConfigSchema,
	emptyConfig: { options: [], min: 1, max: 1, noneOfThese: false },
	configToForm: picturechoiceToForm,
	configFromForm: picturechoiceFromForm,
	needs: 'pictures',
	material: ({ options }) => ({ pictures: options.map(({ picture }) => picture), areas: [] }),
	answerSchema: chosenSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer').filter((id) => id !== ''),
	answerProblem: choosingProblem,
	tallyKeys: (_config, answer) => [...answer],
	table: picturechoiceTable,
	categories: (config, locale) => chosenCategories(config, picturechoiceRows(config, locale)),
	sentence: (config, tally, locale) =>
		leadingSentence(picturechoiceTable(config, tally, locale), locale),
	chart: (config, tally, locale) =>
		barsOf(picturechoiceTable(config, tally, locale), locale, [noneId]),
	factValue: (_config, answer) => ({ value: null, outcome: answer.join(' '), missing: false }),
	// One answer and several are different things to be asked for.
	comparison: { measure: ({ max }) => max > 1 },
	csv: {
		columns: (config, locale) =>
			config.max === 1
				? [m.questions_column_answer({}, inLocale(locale))]
				: picturechoiceRows(config, locale).map(({ label }) => label),
		cells: (config, answer, locale) => {
			const rows = picturechoiceRows(config, locale);
			return config.max === 1
				? rows.filter(({ id }) => answer.includes(id)).map(({ label }) => label)
				: rows.map(({ id }) => (answer.includes(id) ? '1' : '0'));
		}
	},
	freeText: false,
	paper: picturechoicePaper
};

/** Options as shown, "none of these" last. */
export function picturechoiceRows(
	config: PicturechoiceConfig,
	locale: string
): { id: string; label: string }[] {
	const rows = config.options.map(({ id, label }) => ({ id, label: textFor(label, locale) }));
	if (config.noneOfThese)
		rows.push({ id: noneId, label: m.questions_choice_none({}, inLocale(locale)) });
	return rows;
}

function picturechoiceTable(
	config: PicturechoiceConfig,
	tally: Tally,
	locale: string
): ResultTable {
	const rows = picturechoiceRows(config, locale).map(({ id, label }) => rowFor(tally, id, label));
	const options = rows.slice(0, config.options.length);
	return {
		rows: [...inShownOrder(options), ...rows.slice(config.options.length)],
		ballots: tally.ballots,
		further: 0
	};
}
