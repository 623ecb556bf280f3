import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount, formatMean } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import { answeredSentence } from '../answered.ts';
import type { ComparedMean, ResultRow, ResultTable, Tally } from '../contract.ts';
import { extremeRows, listed } from '../leading.ts';
import { meanOf } from '../means.ts';
import { countOf, rowFor } from '../tally.ts';
import { choicesOf, stepText, type dontKnow, type MatrixConfig } from './index.ts';

/** Key of those who gave an item this step. */
export const cellKey = (id: string, step: number | typeof dontKnow): string => `${id}:${step}`;

/** One row per item, with how many gave each step; the mean is of those who gave one, not of who does not know. */
export function matrixTable(config: MatrixConfig, tally: Tally, locale: string): ResultTable {
	const choices = choicesOf(config);
	const rows = config.items.map(({ id, label }): ResultRow => {
		const counts = choices.map((step) => [String(step), countOf(tally, cellKey(id, step))]);
		return {
			...rowFor(tally, id, textFor(label, locale)),
			figures: { mean: itemMean(config, tally, id), ...Object.fromEntries(counts) }
		};
	});
	const to = formatCount(config.steps.length, locale);
	return {
		rows,
		figures: [
			{
				key: 'mean',
				kind: 'mean',
				label: m.questionsmore_matrix_column_mean({ to }, inLocale(locale))
			},
			...choices.map((step) => ({
				key: String(step),
				kind: 'count' as const,
				label: stepText(config, step, locale)
			}))
		],
		ballots: tally.ballots,
		further: 0
	};
}

/** The mean place on the scale; null: nobody gave a step. */
const itemMean = (config: MatrixConfig, tally: Tally, id: string): number | null =>
	itemSteps(config, tally, id).mean;

const itemSteps = ({ steps }: MatrixConfig, tally: Tally, id: string) =>
	meanOf(steps.map((_, n) => ({ value: n + 1, count: countOf(tally, cellKey(id, n + 1)) })));

export const matrixMeans = (config: MatrixConfig, tally: Tally, locale: string): ComparedMean[] =>
	config.items.map(({ id, label }) => ({
		key: id,
		label: textFor(label, locale),
		...itemSteps(config, tally, id),
		from: 0,
		to: config.steps.length,
		least: 1,
		step: 1
	}));

export function matrixSentence(config: MatrixConfig, tally: Tally, locale: string): string {
	const language = inLocale(locale);
	const { rows } = matrixTable(config, tally, locale);
	const mean = ({ figures }: ResultRow) => figures!['mean'] ?? null;
	const highest = extremeRows(rows, mean);
	const lowest = extremeRows(rows, mean, 'lowest');
	const parts = [answeredSentence(tally.ballots, locale)];
	if (highest)
		parts.push(
			m.questionsmore_matrix_highest(
				{
					labels: listed(highest.rows, locale),
					mean: formatMean(highest.value, locale),
					to: formatCount(config.steps.length, locale)
				},
				language
			)
		);
	if (lowest && lowest.value !== highest?.value)
		parts.push(
			m.questionsmore_matrix_lowest(
				{ labels: listed(lowest.rows, locale), mean: formatMean(lowest.value, locale) },
				language
			)
		);
	return parts.join(' ');
}
