import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount, formatMean } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import { answeredSentence } from '../answered.ts';
import type { ComparedMean, ResultRow, ResultTable, Tally } from '../contract.ts';
import { extremeRows, listed } from '../leading.ts';
import { countOf, rowFor } from '../tally.ts';
import type { PointsConfig } from './index.ts';

/** The powers of two that make up any number of points up to 100. */
const weights = [1, 2, 4, 8, 16, 32, 64] as const;

/**
 * The option, and the powers of two that its points are made of. The counts of seven powers give the exact sum of all
 * points; a key for each number of points would be a hundred keys per option, more than a snapshot carries.
 */
export const pointKeys = (id: string, given: number): string[] => [
	id,
	...weights.filter((weight) => given & weight).map((weight) => `${id}:${weight}`)
];

const sumOf = (tally: Tally, id: string): number =>
	weights.reduce((sum, weight) => sum + weight * countOf(tally, `${id}:${weight}`), 0);

/** Means are of all who answered: who gave an option nothing gave it zero points. */
export function pointsTable({ options }: PointsConfig, tally: Tally, locale: string): ResultTable {
	const language = inLocale(locale);
	const rows = options.map(({ id, label }): ResultRow => {
		const sum = sumOf(tally, id);
		return {
			...rowFor(tally, id, textFor(label, locale)),
			figures: { mean: tally.ballots > 0 ? sum / tally.ballots : null, sum }
		};
	});
	return {
		rows: rows.toSorted((a, b) => b.figures!['sum']! - a.figures!['sum']!),
		figures: [
			{ key: 'mean', kind: 'mean', label: m.questionsmore_points_column_mean({}, language) },
			{ key: 'sum', kind: 'count', label: m.questionsmore_points_column_sum({}, language) }
		],
		ballots: tally.ballots,
		further: 0
	};
}

export const pointsMeans = (config: PointsConfig, tally: Tally, locale: string): ComparedMean[] =>
	pointsTable(config, tally, locale).rows.map(({ key, label, figures }) => ({
		key,
		label,
		mean: figures!['mean']!,
		given: tally.ballots,
		from: 0,
		to: config.total,
		least: 0,
		step: 1
	}));

export function pointsSentence(config: PointsConfig, tally: Tally, locale: string): string {
	const answered = answeredSentence(tally.ballots, locale);
	const { rows } = pointsTable(config, tally, locale);
	const leading = extremeRows(rows, ({ figures }) => figures!['mean'] || null);
	if (!leading) return answered;
	const told = m.questionsmore_points_leading(
		{
			labels: listed(leading.rows, locale),
			mean: formatMean(leading.value, locale),
			total: formatCount(config.total, locale)
		},
		inLocale(locale)
	);
	return `${answered} ${told}`;
}
