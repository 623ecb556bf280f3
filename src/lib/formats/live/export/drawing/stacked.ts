import { cleanLine } from '../../../../platform/clean-text.ts';
import type { StackedChart } from '../../../../questions/chart.ts';
import { laidOut, toneOf, type StackedPart } from '../../../../questions/stacked-rows.ts';
import { hatch, ink, leftOf, line, type Canvas } from './canvas.ts';
import { element, type Drawn } from './svg.ts';
import { linesOf, widthOf } from './wrap.ts';

const [size, leading, thickness, gap, swatch] = [16, 22, 20, 18, 16];

/** The key first, then a bar of parts for each row. */
export function drawStacked(canvas: Canvas, chart: StackedChart): Drawn {
	const key = drawKey(canvas, chart);
	let height = key.height + gap;
	const rows = chart.rows.map((row) => {
		const room = canvas.width - 24 - widthOf(row.figure, size) * 1.1;
		const lines = linesOf(cleanLine(row.label), room, size, 3);
		const top = height;
		const y = top + lines.length * leading + 2;
		height = y + thickness + gap;
		const parts = laidOut(row, chart.parts).filter(({ share }) => share > 0);
		return [
			...lines.map((text, n) => line(canvas, text, { x: 0, y: top + (n + 0.75) * leading, size })),
			line(canvas, row.figure, {
				x: canvas.width,
				y: top + 0.75 * leading,
				size,
				from: 'end',
				bold: true
			}),
			element('rect', {
				x: 0,
				y,
				width: canvas.width,
				height: thickness,
				fill: 'none',
				stroke: ink.line
			}),
			...parts.map((part) => {
				const width = part.share * canvas.width;
				const x = leftOf(canvas, part.from * canvas.width, width);
				return element('rect', { x, y, width, height: thickness, ...paint(chart, part) });
			})
		].join('');
	});
	return { marks: key.marks + rows.join(''), height: height - gap };
}

function drawKey(canvas: Canvas, chart: StackedChart): Drawn {
	let [x, y] = [0, 0];
	const marks = chart.parts.map((part) => {
		const [label = ''] = linesOf(cleanLine(part.label), canvas.width - swatch - 8, size, 1);
		const width = swatch + 8 + widthOf(label, size) + 24;
		if (x > 0 && x + width - 24 > canvas.width) [x, y] = [0, y + leading + 6];
		const at = x;
		x += width;
		return [
			element('rect', {
				x: leftOf(canvas, at, swatch),
				y,
				width: swatch,
				height: swatch,
				...paint(chart, part)
			}),
			line(canvas, label, { x: at + swatch + 8, y: y + 14, size, fill: ink.soft })
		].join('');
	});
	return { marks: marks.join(''), height: y + leading };
}

const paint = ({ parts, darkest }: StackedChart, { key, apart }: StackedPart) =>
	apart
		? { fill: hatch, stroke: ink.brand }
		: { fill: ink.brand, 'fill-opacity': toneOf(parts, key, darkest), stroke: ink.brand };
