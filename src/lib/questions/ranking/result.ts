import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import { answeredSentence } from '../answered.ts';
import type { ComparedMean, ResultRow, ResultTable, Tally } from '../contract.ts';
import { extremeRows, listed } from '../leading.ts';
import { meanOf } from '../means.ts';
import { countOf, rowFor } from '../tally.ts';
import { rankKey, type RankingConfig } from './index.ts';

/** How many gave an option each rank, the first rank first. */
export const rankCounts = ({ max }: RankingConfig, tally: Tally, id: string): number[] =>
	Array.from({ length: max }, (_, n) => countOf(tally, rankKey(id, n + 1)));

/**
 * Points by place as in the Borda count: of k places the first gives k, each further one a point less, what is not ranked
 * none. A first choice is worth the same on every ballot, also on one that ranks nothing else, which therefore helps its
 * favourite a little more than a full one; a modified count that gives a short ballot fewer points (Emerson, The original
 * Borda count and partial voting, Social Choice and Welfare 40, 2013) would punish those who have one wish only.
 * So the points never stand alone: first choices, and who ranked it at all with the mean rank they gave, stand beside.
 */
export function rankingTable(config: RankingConfig, tally: Tally, locale: string): ResultTable {
	const language = inLocale(locale);
	const rows = config.options.map(({ id, label }): ResultRow => {
		const counts = rankCounts(config, tally, id);
		const { mean } = meanOf(counts.map((count, n) => ({ value: n + 1, count })));
		const points = counts.reduce((sum, count, n) => sum + count * (config.max - n), 0);
		return {
			...rowFor(tally, id, textFor(label, locale)),
			figures: { first: counts[0] ?? 0, points, rank: mean }
		};
	});
	return {
		rows: rows.toSorted((a, b) => b.figures!['points']! - a.figures!['points']!),
		figures: [
			{ key: 'points', kind: 'count', label: m.questionsmore_ranking_column_points({}, language) },
			{ key: 'first', kind: 'count', label: m.questionsmore_ranking_column_first({}, language) },
			{ key: 'rank', kind: 'mean', label: m.questionsmore_ranking_column_mean({}, language) }
		],
		ballots: tally.ballots,
		further: 0
	};
}

/** Points per person, so that ten people and forty can be compared. */
export const rankingMeans = (config: RankingConfig, tally: Tally, locale: string): ComparedMean[] =>
	rankingTable(config, tally, locale).rows.map(({ key, label, figures }) => ({
		key,
		label,
		mean: tally.ballots > 0 ? figures!['points']! / tally.ballots : null,
		given: tally.ballots,
		from: 0,
		to: config.max,
		least: 0,
		step: 1
	}));

/** Who has most points and who is most often first: two answers that need not be the same. */
export function rankingSentence(config: RankingConfig, tally: Tally, locale: string): string {
	const language = inLocale(locale);
	const { rows } = rankingTable(config, tally, locale);
	const parts = [answeredSentence(tally.ballots, locale)];
	const points = extremeRows(rows, ({ figures }) => figures!['points'] || null);
	const first = extremeRows(rows, ({ figures }) => figures!['first'] || null);
	if (points)
		parts.push(
			m.questionsmore_ranking_most_points(
				{
					labels: listed(points.rows, locale),
					points: formatCount(points.value, locale),
					most: formatCount(config.max * tally.ballots, locale)
				},
				language
			)
		);
	if (first)
		parts.push(
			m.questionsmore_ranking_most_first(
				{
					labels: listed(first.rows, locale),
					votes: formatCount(first.value, locale),
					people: formatCount(tally.ballots, locale)
				},
				language
			)
		);
	if (points && config.max > 1)
		parts.push(
			m.questionsmore_ranking_method({ shown: formatCount(config.max, locale) }, language)
		);
	return parts.join(' ');
}
