import { z } from 'zod';
import { cleanLine, lengthOf } from '../../platform/clean-text.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { QuestionType, ResultTable, Tally } from '../contract.ts';
import { numberField, textsField } from '../form-fields.ts';
import { entryKey } from '../tally.ts';
import { mergedWords, sameEntry, sameWord } from './merge.ts';
import { wordsSentence } from './sentence.ts';
import { wordsPaper } from './paper.ts';

/** Longest entry, in characters. */
export const wordLength = 40;

/** What is longer or more than this before cleaning is refused unread: an answer costs next to nothing. */
const longestTyped = 10 * wordLength;
const mostTyped = 20;

/** Rows in table and cloud; what comes after them was said by hardly anybody. */
const shownWords = 100;

const wordsConfigSchema = z.object({
	/** Entries per person. */
	maxWords: z.int('number_invalid').min(1, 'number_too_small').max(5, 'number_too_large')
});

export type WordsConfig = z.infer<typeof wordsConfigSchema>;
export type WordsAnswer = string[];

/** A few words of one's own, shown as a cloud and a table. The answer is an array of strings. */
export const words: QuestionType<WordsConfig, WordsAnswer> = {
	key: 'words',
	name: (locale) => m.questions_words_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_words_explanation({}, inLocale(locale)),
	configSchema: wordsConfigSchema,
	emptyConfig: { maxWords: 3 },
	configToForm: ({ maxWords }) => ({ maxWords: String(maxWords) }),
	configFromForm: (form) => ({ maxWords: numberField(form, 'maxWords') ?? NaN }),
	answerSchema: wordsAnswerSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer'),
	answerProblem: wordsProblem,
	tallyKeys: (_config, answer) => answer.map(entryKey),
	sameEntry,
	table: wordsTable,
	sentence: (config, tally, locale) =>
		wordsSentence(mergedWords(tally, locale), tally.ballots, locale),
	// Free text stays with its ballot: it may name a person and says nothing that an indicator could count.
	factValue: () => ({ value: null, outcome: null, missing: false }),
	comparison: {},
	csv: {
		columns: ({ maxWords }, locale) =>
			Array.from({ length: maxWords }, (_, n) => wordLabel(n, maxWords, locale)),
		cells: ({ maxWords }, answer) => Array.from({ length: maxWords }, (_, n) => answer[n] ?? '')
	},
	freeText: true,
	paper: wordsPaper
};

/** "Word 2", or only "Your word" where there is one. */
export const wordLabel = (index: number, of: number, locale: string): string =>
	of === 1
		? m.questions_words_label_one({}, inLocale(locale))
		: m.questions_words_label({ n: formatCount(index + 1, locale) }, inLocale(locale));

function wordsAnswerSchema({ maxWords }: WordsConfig): z.ZodType<WordsAnswer> {
	return z
		.array(z.string('answer_malformed').max(longestTyped, 'word_too_long'), 'answer_malformed')
		.max(mostTyped, 'too_many')
		.transform((typed) => distinct(typed.map(cleanLine).filter((word) => word !== '')))
		.superRefine((said, context) => {
			const refuse = (message: string) => context.addIssue({ code: 'custom', message });
			if (said.length === 0) refuse('answer_missing');
			else if (said.some((word) => lengthOf(word) > wordLength)) refuse('word_too_long');
			else if (said.length > maxWords) refuse('too_many');
		});
}

/** Saying the same word twice is saying it once, in its first spelling. */
function distinct(said: readonly string[]): string[] {
	const first = new Map<string, string>();
	for (const word of said) {
		const same = sameWord(word);
		if (!first.has(same)) first.set(same, word);
	}
	return [...first.values()];
}

function wordsProblem({ maxWords }: WordsConfig, reason: string, locale: string): string {
	const numbers = (n: number) => ({ n, shown: formatCount(n, locale) });
	if (reason === 'too_many') return m.questions_words_too_many(numbers(maxWords), inLocale(locale));
	if (reason === 'word_too_long')
		return m.questions_words_too_long(numbers(wordLength), inLocale(locale));
	if (reason === 'answer_missing') return m.questions_words_missing({}, inLocale(locale));
	return m.questions_answer_malformed({}, inLocale(locale));
}

function wordsTable(_config: WordsConfig, tally: Tally, locale: string): ResultTable {
	const rows = mergedWords(tally, locale);
	return {
		rows: rows.slice(0, shownWords),
		ballots: tally.ballots,
		further: Math.max(0, rows.length - shownWords)
	};
}
