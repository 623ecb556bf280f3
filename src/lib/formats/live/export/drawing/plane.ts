import { cleanLine } from '../../../../platform/clean-text.ts';
import { formatCount } from '../../../../platform/i18n/numbers.ts';
import type { PlaneChart } from '../../../../questions/chart.ts';
import { ink, leftOf, line, type Canvas } from './canvas.ts';
import { element, type Drawn } from './svg.ts';
import { linesOf } from './wrap.ts';

const [side, size, leading, radius, gap] = [400, 16, 22, 14, 32];

/** Items on a square of two scales, and beside it which number is which. */
export function drawPlane(canvas: Canvas, chart: PlaneChart): Drawn {
	const [top, name] = [34, side];
	const [up = ''] = linesOf(cleanLine(chart.up), name - 24, size, 1);
	const [across = ''] = linesOf(cleanLine(chart.across), name - 24, size, 1);
	const list = drawItems(canvas, chart);
	const markers = chart.markers.map(({ number, x, y }) => {
		const [at, height] = [(x / 100) * side, top + side - (y / 100) * side];
		return [
			element('circle', { cx: leftOf(canvas, at), cy: height, r: radius, fill: ink.brand }),
			line(canvas, formatCount(number, canvas.locale), {
				x: at,
				y: height + 5.5,
				size: 15,
				from: 'middle',
				bold: true,
				fill: ink.onBrand
			})
		].join('');
	});
	return {
		marks: [
			line(canvas, `${up} ↑`, { x: 0, y: 20, size, bold: true, fill: ink.soft }),
			...square(canvas, top),
			...markers,
			line(canvas, `${across} ${canvas.isMirrored ? '←' : '→'}`, {
				x: side,
				y: top + side + 24,
				size,
				from: 'end',
				bold: true,
				fill: ink.soft
			}),
			list.marks
		].join(''),
		height: Math.max(top + side + 34, list.height)
	};
}

function square(canvas: Canvas, top: number): string[] {
	const half = side / 2;
	const dashed = { stroke: ink.control, 'stroke-dasharray': '4' };
	const [left, middle] = [leftOf(canvas, 0, side), leftOf(canvas, half)];
	return [
		element('rect', {
			x: leftOf(canvas, half, half),
			y: top,
			width: half,
			height: half,
			fill: ink.brandSoft
		}),
		element('rect', {
			x: left,
			y: top,
			width: side,
			height: side,
			fill: 'none',
			stroke: ink.control
		}),
		element('line', { x1: middle, x2: middle, y1: top, y2: top + side, ...dashed }),
		element('line', { x1: left, x2: left + side, y1: top + half, y2: top + half, ...dashed })
	];
}

function drawItems(canvas: Canvas, { items }: PlaneChart): Drawn {
	const start = side + gap;
	let height = 34;
	const marks = items.map(({ label, figure }, n) => {
		const lines = linesOf(`${cleanLine(label)} (${figure})`, canvas.width - start - 40, size, 3);
		const top = height;
		height += lines.length * leading + 14;
		return [
			element('circle', {
				cx: leftOf(canvas, start + radius),
				cy: top + radius,
				r: radius - 1,
				fill: 'none',
				stroke: ink.brand,
				'stroke-width': 2
			}),
			line(canvas, formatCount(n + 1, canvas.locale), {
				x: start + radius,
				y: top + radius + 5,
				size: 14,
				from: 'middle',
				bold: true
			}),
			...lines.map((text, at) =>
				line(canvas, text, { x: start + 40, y: top + 20 + at * leading, size })
			)
		].join('');
	});
	return { marks: marks.join(''), height };
}
