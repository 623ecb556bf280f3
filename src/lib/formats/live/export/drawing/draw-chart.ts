import type { Chart } from '../../../../questions/chart.ts';
import { drawBars } from './bars.ts';
import type { Canvas } from './canvas.ts';
import { drawColumns } from './columns.ts';
import { drawFields, type PictureData } from './fields.ts';
import { drawPlane } from './plane.ts';
import { drawStacked } from './stacked.ts';
import type { Drawn } from './svg.ts';
import { drawTexts } from './texts.ts';

/** As many rows fit a picture that is looked at; the table has all of them. */
export const mostDrawn = 20;

/** The chart as a drawing, and how many of its rows, or of what people said far out, it leaves out. */
export function drawChart(
	canvas: Canvas,
	chart: Chart,
	pictureOf: PictureData
): Readonly<{ drawn: Drawn; unseen: number }> {
	switch (chart.kind) {
		case 'bars': {
			const bars = chart.bars.slice(0, mostDrawn);
			return {
				drawn: drawBars(canvas, { ...chart, bars }),
				unseen: chart.bars.length - bars.length
			};
		}
		case 'stacked': {
			const rows = chart.rows.slice(0, mostDrawn);
			return {
				drawn: drawStacked(canvas, { ...chart, rows }),
				unseen: chart.rows.length - rows.length
			};
		}
		case 'texts': {
			const texts = chart.texts.slice(0, mostDrawn);
			return {
				drawn: drawTexts(canvas, { ...chart, texts }),
				unseen: chart.texts.length - texts.length
			};
		}
		case 'columns':
			return { drawn: drawColumns(canvas, chart), unseen: chart.outside ?? 0 };
		case 'plane':
			return { drawn: drawPlane(canvas, chart), unseen: 0 };
		case 'fields':
			return { drawn: drawFields(canvas, chart, pictureOf), unseen: 0 };
	}
}
