import { formatMean } from '../../platform/i18n/numbers.ts';
import type { BarsChart } from '../chart.ts';
import type { ResultRow, Tally } from '../contract.ts';
import type { PointsConfig } from './index.ts';
import { pointsTable } from './result.ts';

/** A bar says the mean points of an option and not its people: as a share of all that one person has. */
export function meanPoints({ total }: PointsConfig, { figures }: ResultRow, locale: string) {
	const mean = figures?.['mean'] ?? 0;
	return { text: formatMean(mean, locale), share: mean / total };
}

export function pointsChart(config: PointsConfig, tally: Tally, locale: string): BarsChart {
	return {
		kind: 'bars',
		bars: pointsTable(config, tally, locale).rows.map((row) => {
			const { text, share } = meanPoints(config, row, locale);
			return { key: row.key, label: row.label, figure: `⌀ ${text}`, share };
		})
	};
}
