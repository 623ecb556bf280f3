import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { translatedSchema } from '../../platform/i18n/translated.ts';
import { answeredSentence } from '../answered.ts';
import { barsOf } from '../chart.ts';
import type { QuestionType, ResultTable, Tally } from '../contract.ts';
import { textsField, translatedField } from '../form-fields.ts';
import { countOf, rowFor } from '../tally.ts';
import { consentPaper } from './paper.ts';

const wording = translatedSchema(1000).refine(
	(text) => Object.keys(text).length > 0,
	'text_missing'
);

const consentConfigSchema = z.object({
	/** What somebody agrees to. */
	statement: wording,
	/** What it is needed for, and what follows from yes and no. */
	purpose: wording,
	/** Without a yes nothing is taken. */
	required: z.boolean()
});

export type ConsentConfig = z.infer<typeof consentConfigSchema>;
export const consentSaid = ['yes', 'no'] as const;
export type ConsentAnswer = (typeof consentSaid)[number][];

/** Yes or no to something that needs a yes, with what it is for. The answer is `['yes']` or, where that is free, `['no']`. */
export const consent: QuestionType<ConsentConfig, ConsentAnswer> = {
	key: 'consent',
	name: (locale) => m.questionsplaces_consent_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsplaces_consent_explanation({}, inLocale(locale)),
	configSchema: consentConfigSchema,
	emptyConfig: { statement: {}, purpose: {}, required: false },
	configToForm: ({ statement, purpose, required }, locales) => ({
		...Object.fromEntries(
			locales.flatMap((locale) => [
				[`statement.${locale}`, statement[locale] ?? ''],
				[`purpose.${locale}`, purpose[locale] ?? '']
			])
		),
		...(required ? { required: 'on' } : {})
	}),
	configFromForm: (form, locales) => ({
		statement: translatedField(form, 'statement', locales),
		purpose: translatedField(form, 'purpose', locales),
		required: form.has('required')
	}),
	answerSchema: consentAnswerSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer').filter((said) => said !== ''),
	answerProblem: consentProblem,
	tallyKeys: (_config, answer) => [...answer],
	table: consentTable,
	sentence: consentSentence,
	chart: (config, tally, locale) => barsOf(consentTable(config, tally, locale), locale, ['no']),
	factValue: (_config, answer) => ({ value: null, outcome: answer.join(' '), missing: false }),
	csv: {
		columns: (_config, locale) => [m.questions_column_answer({}, inLocale(locale))],
		cells: (_config, answer, locale) => answer.map((said) => consentText(said, locale))
	},
	freeText: false,
	paper: consentPaper
};

/** What can be said: nobody is asked for a no that would not be taken. */
export const offered = ({ required }: ConsentConfig): readonly ConsentAnswer[number][] =>
	required ? ['yes'] : consentSaid;

export const consentText = (said: ConsentAnswer[number], locale: string): string =>
	said === 'yes'
		? m.questionsplaces_consent_yes({}, inLocale(locale))
		: m.questionsplaces_consent_no({}, inLocale(locale));

function consentAnswerSchema({ required }: ConsentConfig): z.ZodType<ConsentAnswer> {
	return z
		.array(z.enum(consentSaid, 'answer_malformed'), 'answer_malformed')
		.max(1, 'answer_malformed')
		.superRefine((answer, context) => {
			const refuse = (message: string) => context.addIssue({ code: 'custom', message });
			if (required && answer[0] !== 'yes') refuse('consent_required');
			else if (answer.length === 0) refuse('answer_missing');
		});
}

function consentProblem(_config: ConsentConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	if (reason === 'consent_required') return m.questionsplaces_consent_required({}, language);
	if (reason === 'answer_missing') return m.questionsplaces_consent_missing({}, language);
	return m.questions_answer_malformed({}, language);
}

function consentTable(config: ConsentConfig, tally: Tally, locale: string): ResultTable {
	const rows = offered(config).map((said) => rowFor(tally, said, consentText(said, locale)));
	return { rows, ballots: tally.ballots, further: 0 };
}

function consentSentence(_config: ConsentConfig, tally: Tally, locale: string): string {
	const answered = answeredSentence(tally.ballots, locale);
	if (tally.ballots === 0) return answered;
	const n = countOf(tally, 'yes');
	const numbers = { n, shown: formatCount(n, locale), people: formatCount(tally.ballots, locale) };
	return `${answered} ${m.questionsplaces_consent_sentence(numbers, inLocale(locale))}`;
}
