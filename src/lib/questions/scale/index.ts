import { z } from 'zod';
import { formatCount, formatMean, isolated } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { textFor, translatedSchema } from '../../platform/i18n/translated.ts';
import { answeredSentence } from '../answered.ts';
import { barsOf } from '../chart.ts';
import type { Categories, ComparedMean, QuestionType, ResultTable, Tally } from '../contract.ts';
import { meanOf } from '../means.ts';
import { countOf, rowFor } from '../tally.ts';
import { textsField } from '../form-fields.ts';
import { scaleFromForm, scaleToForm } from './editor.ts';
import { frequencySentence } from './frequency.ts';
import { scalePaper } from './paper.ts';

/** Answer and tally key of somebody who does not know. */
export const dontKnow = 'dontKnow';

/** More values than this do not fit a row of buttons, and nobody tells them apart. */
const maxValues = 11;

const scaleConfigSchema = z
	.object({
		from: z.int('number_invalid').min(-10, 'number_too_small').max(100, 'number_too_large'),
		to: z.int('number_invalid').min(-10, 'number_too_small').max(100, 'number_too_large'),
		/** What the two ends mean; both or neither make sense, so both are asked for. */
		low: translatedSchema(80).refine((label) => Object.keys(label).length > 0, 'text_missing'),
		high: translatedSchema(80).refine((label) => Object.keys(label).length > 0, 'text_missing'),
		dontKnow: z.boolean()
	})
	.superRefine(({ from, to }, context) => {
		const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message });
		if (from >= to) refuse('to_not_above_from');
		else if (to - from + 1 > maxValues) refuse('scale_too_long');
	});

export type ScaleConfig = z.infer<typeof scaleConfigSchema>;
export type ScaleAnswer = number | typeof dontKnow;

/** A number between two labelled ends. The answer is that number, or "dontKnow" where the asker allows it. */
export const scale: QuestionType<ScaleConfig, ScaleAnswer> = {
	key: 'scale',
	name: (locale) => m.questions_scale_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_scale_explanation({}, inLocale(locale)),
	configSchema: scaleConfigSchema,
	emptyConfig: { from: 1, to: 10, low: {}, high: {}, dontKnow: true },
	configToForm: scaleToForm,
	configFromForm: scaleFromForm,
	answerSchema: scaleAnswerSchema,
	answerFromForm: (_config, form) => scaleFormAnswer(textsField(form, 'answer')[0]),
	answerProblem: scaleProblem,
	tallyKeys: (_config, answer) => [String(answer)],
	table: scaleTable,
	categories: scaleCategories,
	sentence: scaleSentence,
	chart: (config, tally, locale) => barsOf(scaleTable(config, tally, locale), locale, [dontKnow]),
	factValue: (_config, answer) =>
		answer === dontKnow
			? { value: null, outcome: null, missing: true }
			: { value: answer, outcome: null, missing: false },
	comparison: { measure: ({ from, to }) => [from, to], means: scaleMeans },
	csv: {
		columns: (_config, locale) => [m.questions_column_answer({}, inLocale(locale))],
		cells: (_config, answer, locale) => [
			answer === dontKnow ? m.questions_scale_dont_know({}, inLocale(locale)) : String(answer)
		]
	},
	freeText: false,
	paper: scalePaper
};

export const scaleValues = ({ from, to }: ScaleConfig): number[] =>
	Array.from({ length: to - from + 1 }, (_, step) => from + step);

/** "7" as a number; anything else as it came, for the schema to judge. */
function scaleFormAnswer(sent: string | undefined): unknown {
	return sent && /^-?\d{1,3}$/.test(sent) ? Number(sent) : sent || undefined;
}

function scaleAnswerSchema(config: ScaleConfig): z.ZodType<ScaleAnswer> {
	return z.unknown().transform((answer, context): ScaleAnswer => {
		if (answer === dontKnow && config.dontKnow) return dontKnow;
		if (typeof answer === 'number' && Number.isInteger(answer)) {
			if (answer >= config.from && answer <= config.to) return answer === 0 ? 0 : answer;
			context.addIssue({ code: 'custom', message: 'number_out_of_range' });
			return z.NEVER;
		}
		const missing = answer === undefined || answer === null || answer === '';
		context.addIssue({ code: 'custom', message: missing ? 'answer_missing' : 'answer_malformed' });
		return z.NEVER;
	});
}

function scaleProblem(config: ScaleConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	const ends = { from: formatCount(config.from, locale), to: formatCount(config.to, locale) };
	if (reason === 'answer_missing') return m.questions_scale_missing(ends, language);
	if (reason === 'number_out_of_range') return m.questions_scale_out_of_range(ends, language);
	return m.questions_answer_malformed({}, language);
}

/** Each value is a row: how many gave each of them is known anyway. */
function scaleCategories(config: ScaleConfig, locale: string): Categories {
	return {
		rows: scaleTable(config, { ballots: 0, counts: {} }, locale).rows.map(({ key, label }) => ({
			key,
			label,
			value: key === dontKnow ? null : Number(key)
		})),
		least: 1,
		most: 1
	};
}

/** Shares are of all who answered, "don't know" included, so that they add up to one. */
function scaleTable(config: ScaleConfig, tally: Tally, locale: string): ResultTable {
	const rows = scaleValues(config).map((value) =>
		rowFor(tally, String(value), valueLabel(config, value, locale))
	);
	if (config.dontKnow)
		rows.push(rowFor(tally, dontKnow, m.questions_scale_dont_know({}, inLocale(locale))));
	return { rows, ballots: tally.ballots, further: 0 };
}

/** The ends with their meaning: a table is read without the question beside it. */
function valueLabel(config: ScaleConfig, value: number, locale: string): string {
	const end = value === config.from ? config.low : value === config.to ? config.high : null;
	const shown = formatCount(value, locale);
	return end ? `${shown} = ${isolated(textFor(end, locale))}` : shown;
}

/** People who gave a number, and the mean of these numbers (null: nobody gave one). */
export function scaleMean(
	config: ScaleConfig,
	tally: Tally
): { given: number; mean: number | null } {
	return meanOf(
		scaleValues(config).map((value) => ({ value, count: countOf(tally, String(value)) }))
	);
}

function scaleMeans(config: ScaleConfig, tally: Tally, locale: string): ComparedMean[] {
	const label = m.questions_scale_mean_caption({}, inLocale(locale));
	// A scale that begins at 1 is drawn from nothing, as everybody reads "of 10".
	const from = Math.min(0, config.from);
	return [
		{
			key: 'mean',
			label,
			...scaleMean(config, tally),
			from,
			to: config.to,
			least: config.from,
			step: 1
		}
	];
}

function scaleSentence(config: ScaleConfig, tally: Tally, locale: string): string {
	const { given, mean } = scaleMean(config, tally);
	const unknown = countOf(tally, dontKnow);
	const parts = [answeredSentence(tally.ballots, locale)];
	if (unknown > 0)
		parts.push(
			given === 0
				? m.questions_scale_no_number({}, inLocale(locale))
				: m.questions_scale_unknown(
						{ n: unknown, shown: formatCount(unknown, locale) },
						inLocale(locale)
					)
		);
	if (mean !== null) parts.push(meanSentence(config, mean, locale));
	if (given > 1) parts.push(frequencySentence(config, tally, given, locale));
	return parts.join(' ');
}

/** "The mean is 7.4 of 10", or with both ends where the scale does not begin at 0 or 1. */
function meanSentence(config: ScaleConfig, mean: number, locale: string): string {
	const language = inLocale(locale);
	const shown = { mean: formatMean(mean, locale), to: formatCount(config.to, locale) };
	return config.from === 0 || config.from === 1
		? m.questions_scale_mean(shown, language)
		: m.questions_scale_mean_between(
				{ ...shown, from: formatCount(config.from, locale) },
				language
			);
}
