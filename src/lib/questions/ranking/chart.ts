import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount, isolated } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { StackedChart } from '../chart.ts';
import type { Tally } from '../contract.ts';
import { shareOf } from '../tally.ts';
import { placeLabel, type RankingConfig } from './index.ts';
import { rankCounts, rankingTable } from './result.ts';

/** How many of all who answered gave an option which place. */
export function rankingChart(config: RankingConfig, tally: Tally, locale: string): StackedChart {
	const points = isolated(m.questionsmore_ranking_column_points({}, inLocale(locale)));
	return {
		kind: 'stacked',
		darkest: 'first',
		rows: rankingTable(config, tally, locale).rows.map(({ key, label, figures }) => ({
			key,
			label,
			// "Points: 1" is right of any number in any language.
			figure: `${points}: ${formatCount(figures?.['points'] ?? 0, locale)}`,
			shares: rankCounts(config, tally, key).map((count) => shareOf(count, tally.ballots))
		})),
		parts: Array.from({ length: config.max }, (_, n) => ({
			key: String(n + 1),
			label: placeLabel(n + 1, locale)
		}))
	};
}
