import { z } from 'zod';
import { cleanText, lengthOf } from '../../platform/clean-text.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { answeredSentence } from '../answered.ts';
import type { QuestionType, ResultRow, ResultTable, Tally } from '../contract.ts';
import { numberField, textsField } from '../form-fields.ts';
import { countOf, entryKey, entryOf, shareOf, spokenIn } from '../tally.ts';
import { textPaper } from './paper.ts';

/** What is longer than this before cleaning is refused unread. */
const longestTyped = 10_000;

/** Rows in the table; nobody reads more on a page, the export has all. */
const shownTexts = 200;

const textConfigSchema = z.object({
	/** Characters per answer. */
	maxLength: z.int('number_invalid').min(10, 'number_too_small').max(500, 'number_too_large')
});

export type TextConfig = z.infer<typeof textConfigSchema>;
export type TextAnswer = string;

/** One answer in one's own words, up to 500 characters. The answer is a string. */
export const text: QuestionType<TextConfig, TextAnswer> = {
	key: 'text',
	name: (locale) => m.questions_text_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_text_explanation({}, inLocale(locale)),
	configSchema: textConfigSchema,
	emptyConfig: { maxLength: 300 },
	configToForm: ({ maxLength }) => ({ maxLength: String(maxLength) }),
	configFromForm: (form) => ({ maxLength: numberField(form, 'maxLength') ?? NaN }),
	answerSchema: textAnswerSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer')[0],
	answerProblem: textProblem,
	tallyKeys: (_config, answer) => [entryKey(answer)],
	table: textTable,
	sentence: textSentence,
	chart: (config, tally, locale) => ({
		kind: 'texts',
		texts: textTable(config, tally, locale).rows
	}),
	// Free text stays with its ballot: it may name a person and says nothing that an indicator could count.
	factValue: () => ({ value: null, outcome: null, missing: false }),
	csv: {
		columns: (_config, locale) => [m.questions_column_answer({}, inLocale(locale))],
		cells: (_config, answer) => [answer]
	},
	freeText: true,
	paper: textPaper
};

function textAnswerSchema({ maxLength }: TextConfig): z.ZodType<TextAnswer> {
	return z
		.string({
			error: ({ input }) =>
				input === undefined || input === null ? 'answer_missing' : 'answer_malformed'
		})
		.max(longestTyped, 'text_too_long')
		.transform(cleanText)
		.superRefine((said, context) => {
			const refuse = (message: string) => context.addIssue({ code: 'custom', message });
			if (said === '') refuse('answer_missing');
			else if (lengthOf(said) > maxLength) refuse('text_too_long');
		});
}

function textProblem({ maxLength }: TextConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	if (reason === 'answer_missing') return m.questions_text_missing({}, language);
	if (reason === 'text_too_long')
		return m.questions_text_too_long(
			{ n: maxLength, shown: formatCount(maxLength, locale) },
			language
		);
	return m.questions_answer_malformed({}, language);
}

/** Equal texts in one row; the most frequent first, then by the alphabet: nothing tells who wrote first. */
function textRows(tally: Tally, locale: string): ResultRow[] {
	const alphabet = new Intl.Collator(locale);
	return Object.keys(tally.counts)
		.map((key) => ({ key, label: entryOf(key), count: countOf(tally, key) }))
		.filter(({ count }) => count > 0)
		.map((row) => ({
			...row,
			keys: [row.key],
			...spokenIn(tally, [row.key]),
			share: shareOf(row.count, tally.ballots)
		}))
		.sort(
			(a, b) => b.count - a.count || alphabet.compare(a.label, b.label) || (a.key < b.key ? -1 : 1)
		);
}

function textTable(_config: TextConfig, tally: Tally, locale: string): ResultTable {
	const rows = textRows(tally, locale);
	return {
		rows: rows.slice(0, shownTexts),
		ballots: tally.ballots,
		further: Math.max(0, rows.length - shownTexts)
	};
}

/** How many people and how many different texts; what they wrote is in the table, too long to be read out here. */
function textSentence(_config: TextConfig, tally: Tally, locale: string): string {
	const answered = answeredSentence(tally.ballots, locale);
	const different = textRows(tally, locale).length;
	if (different === 0) return answered;
	return `${answered} ${m.questions_text_different({ n: different, shown: formatCount(different, locale) }, inLocale(locale))}`;
}
