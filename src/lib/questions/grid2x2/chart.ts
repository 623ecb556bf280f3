import { formatMean } from '../../platform/i18n/numbers.ts';
import { textFor } from '../../platform/i18n/translated.ts';
import type { PlaneChart } from '../chart.ts';
import type { Tally } from '../contract.ts';
import type { GridConfig } from './index.ts';
import { markersOf } from './places.ts';
import { gridTable } from './result.ts';

/** Items at the means of their two scales. */
export function gridChart(config: GridConfig, tally: Tally, locale: string): PlaneChart {
	const { rows } = gridTable(config, tally, locale);
	const mean = (value: number | null | undefined) =>
		value == null ? '–' : formatMean(value, locale);
	return {
		kind: 'plane',
		across: textFor(config.x, locale),
		up: textFor(config.y, locale),
		markers: markersOf(rows, config),
		items: rows.map(({ key, label, figures }) => ({
			key,
			label,
			figure: `${mean(figures?.['x'])} / ${mean(figures?.['y'])}`
		}))
	};
}
