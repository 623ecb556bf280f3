import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import type { QuestionType } from '../contract.ts';
import { numberField, textsField } from '../form-fields.ts';
import { linesFromForm, linesToForm } from '../option-lines.ts';
import { optionFields, repeatedIds } from '../options.ts';
import { rankingChart } from './chart.ts';
import { rankingPaper } from './paper.ts';
import { rankingMeans, rankingSentence, rankingTable } from './result.ts';

/** More than this nobody puts in order. */
const mostRanked = 20;

const rankingConfigSchema = z
	.object({
		options: z
			.array(z.object(optionFields))
			.min(2, 'options_too_few')
			.max(mostRanked, 'options_above_20'),
		/** Places per person; fewer may be filled. */
		max: z.int('number_invalid').min(1, 'number_too_small')
	})
	.superRefine(({ options, max }, context) => {
		const refuse = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		// Two options at least are asked for anyway: one complaint is enough.
		if (max > Math.max(2, options.length)) refuse(['max'], 'max_above_options');
		for (const index of repeatedIds(options)) refuse(['options', index, 'id'], 'option_duplicate');
	});

export type RankingConfig = z.infer<typeof rankingConfigSchema>;
export type RankingAnswer = string[];

/** The best of 2 to 20 options in order. The answer is an array of option ids, the first choice first. */
export const ranking: QuestionType<RankingConfig, RankingAnswer> = {
	key: 'ranking',
	name: (locale) => m.questionsmore_ranking_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_ranking_explanation({}, inLocale(locale)),
	configSchema: rankingConfigSchema,
	emptyConfig: { options: [], max: 3 },
	configToForm: ({ options, max }, locales) => ({
		...linesToForm('options', options, locales),
		max: String(max)
	}),
	configFromForm: (form, locales) => {
		const options = linesFromForm(form, 'options', locales);
		return { options, max: numberField(form, 'max') ?? Math.max(2, options.length) };
	},
	answerSchema: rankingAnswerSchema,
	// A place left empty is none: what comes after it moves up.
	answerFromForm: (_config, form) => textsField(form, 'answer').filter((id) => id !== ''),
	answerProblem: rankingProblem,
	answerText: (config, answer, locale) =>
		answer
			.map((id, n) => `${formatCount(n + 1, locale)}. ${labelOf(config, id, locale)}`)
			.join(', '),
	tallyKeys: (_config, answer) => answer.flatMap((id, n) => [id, rankKey(id, n + 1)]),
	table: rankingTable,
	sentence: rankingSentence,
	chart: rankingChart,
	factValue: (_config, answer) => ({ value: null, outcome: answer.join(' '), missing: false }),
	comparison: { measure: ({ max }) => max, means: rankingMeans },
	csv: {
		columns: ({ max }, locale) => Array.from({ length: max }, (_, n) => placeLabel(n + 1, locale)),
		cells: (config, answer, locale) =>
			Array.from({ length: config.max }, (_, n) =>
				answer[n] === undefined ? '' : labelOf(config, answer[n], locale)
			)
	},
	freeText: false,
	paper: rankingPaper
};

/** Key of those who gave an option this rank, from 1. */
export const rankKey = (id: string, rank: number): string => `${id}:${rank}`;

/** "2nd choice" */
export const placeLabel = (place: number, locale: string): string =>
	m.questionsmore_ranking_place({ n: formatCount(place, locale) }, inLocale(locale));

const labelOf = ({ options }: RankingConfig, id: string, locale: string): string =>
	textFor(options.find((option) => option.id === id)?.label ?? { [locale]: id }, locale);

function rankingAnswerSchema(config: RankingConfig): z.ZodType<RankingAnswer> {
	const known = new Set(config.options.map(({ id }) => id));
	return z
		.array(z.string('answer_malformed'), 'answer_malformed')
		.superRefine((answer, context) => {
			const reason = rankingRefusal(config, known, answer);
			if (reason) context.addIssue({ code: 'custom', message: reason });
		});
}

function rankingRefusal(
	{ max }: RankingConfig,
	known: ReadonlySet<string>,
	answer: readonly string[]
): string | null {
	if (answer.length === 0) return 'answer_missing';
	if (answer.some((id) => !known.has(id))) return 'option_unknown';
	if (new Set(answer).size < answer.length) return 'option_twice';
	return answer.length > max ? 'too_many' : null;
}

function rankingProblem({ max }: RankingConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	if (reason === 'answer_missing') return m.questionsmore_ranking_missing({}, language);
	if (reason === 'option_unknown') return m.questions_choice_option_unknown({}, language);
	if (reason === 'option_twice') return m.questionsmore_ranking_twice({}, language);
	if (reason === 'too_many')
		return m.questionsmore_ranking_too_many({ shown: formatCount(max, locale) }, language);
	return m.questions_answer_malformed({}, language);
}
