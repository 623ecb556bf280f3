import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { translatedSchema } from '../../platform/i18n/translated.ts';
import { answeredSentence } from '../answered.ts';
import type { QuestionType, ResultTable, Tally } from '../contract.ts';
import { textsField, translatedField } from '../form-fields.ts';
import { chosenPicture, pictureSchema } from '../material.ts';
import { countOf, rowFor } from '../tally.ts';
import { informationPaper } from './paper.ts';

const informationConfigSchema = z.object({
	/** Paragraphs apart by an empty line; addresses in it become links. */
	text: translatedSchema(3000).refine((text) => Object.keys(text).length > 0, 'text_missing'),
	picture: pictureSchema.nullable()
});

export type InformationConfig = z.infer<typeof informationConfigSchema>;
export type InformationAnswer = 'read'[];

const wasRead = 'read';

/** Something to read before the next question. The answer is `['read']`: it says no more than that. */
export const information: QuestionType<InformationConfig, InformationAnswer> = {
	key: 'information',
	name: (locale) => m.questionsplaces_information_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsplaces_information_explanation({}, inLocale(locale)),
	configSchema: informationConfigSchema,
	emptyConfig: { text: {}, picture: null },
	configToForm: ({ text, picture }, locales) => ({
		...Object.fromEntries(locales.map((locale) => [`text.${locale}`, text[locale] ?? ''])),
		picture: picture?.id ?? ''
	}),
	configFromForm: (form, locales, material) => ({
		text: translatedField(form, 'text', locales),
		picture: (material && chosenPicture(form, 'picture', material)) ?? null
	}),
	material: ({ picture }) => ({ pictures: picture ? [picture] : [], areas: [] }),
	sendLabel: (locale) => m.questionsplaces_information_read({}, inLocale(locale)),
	answerSchema: () => z.array(z.literal(wasRead), 'answer_malformed').length(1, 'answer_missing'),
	answerFromForm: (_config, form) => textsField(form, 'answer').filter((said) => said !== ''),
	answerProblem: (_config, reason, locale) =>
		reason === 'answer_missing'
			? m.questionsplaces_information_missing({}, inLocale(locale))
			: m.questions_answer_malformed({}, inLocale(locale)),
	tallyKeys: (_config, answer) => [...answer],
	table: informationTable,
	sentence: (_config, tally, locale) =>
		tally.ballots === 0
			? answeredSentence(0, locale)
			: `${answeredSentence(tally.ballots, locale)} ${readSentence(tally, locale)}`,
	chart: () => null,
	factValue: (_config, answer) => ({ value: null, outcome: answer.join(' '), missing: false }),
	csv: {
		columns: (_config, locale) => [m.questions_column_answer({}, inLocale(locale))],
		cells: (_config, _answer, locale) => [m.questionsplaces_information_read({}, inLocale(locale))]
	},
	freeText: false,
	paper: informationPaper
};

/** Without readers it has no row: a stage that asks what can be answered shows nothing then. */
function informationTable(_config: InformationConfig, tally: Tally, locale: string): ResultTable {
	const row = rowFor(tally, wasRead, m.questionsplaces_information_read({}, inLocale(locale)));
	return { rows: tally.ballots > 0 ? [row] : [], ballots: tally.ballots, further: 0 };
}

function readSentence(tally: Tally, locale: string): string {
	const n = countOf(tally, wasRead);
	return m.questionsplaces_information_sentence(
		{ n, shown: formatCount(n, locale) },
		inLocale(locale)
	);
}
