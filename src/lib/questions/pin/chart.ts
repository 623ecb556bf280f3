import type { FieldsChart } from '../chart.ts';
import type { Tally } from '../contract.ts';
import { fieldsInArea } from './area.ts';
import { drawingOf } from './drawing.ts';
import { pinTable, type PinConfig } from './index.ts';

/** People per field, over the outline of the area and the places in it. */
export function pinChart(config: PinConfig, tally: Tally): FieldsChart {
	const { width, height, outline, names } = drawingOf(config.area);
	return {
		kind: 'fields',
		grid: config,
		width,
		height,
		fields: fieldsInArea(config),
		counts: pinTable(config, tally).rows,
		ground: { kind: 'outline', path: outline, names }
	};
}
