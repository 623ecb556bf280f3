import { formatCount, formatMean } from '../../platform/i18n/numbers.ts';
import type { StackedChart } from '../chart.ts';
import type { Tally } from '../contract.ts';
import { shareOf } from '../tally.ts';
import { choicesOf, dontKnow, stepText, type MatrixConfig } from './index.ts';
import { matrixTable } from './result.ts';

/** Each bar is whole: of those who said something of its item. */
export function matrixChart(config: MatrixConfig, tally: Tally, locale: string): StackedChart {
	const choices = choicesOf(config);
	const to = formatCount(config.steps.length, locale);
	return {
		kind: 'stacked',
		darkest: 'last',
		rows: matrixTable(config, tally, locale).rows.map(({ key, label, count, figures }) => ({
			key,
			label,
			figure: figures?.['mean'] == null ? '–' : `⌀ ${formatMean(figures['mean'], locale)} / ${to}`,
			shares: choices.map((step) => shareOf(figures?.[String(step)] ?? 0, count))
		})),
		parts: choices.map((step) => ({
			key: String(step),
			label: stepText(config, step, locale),
			apart: step === dontKnow
		}))
	};
}
