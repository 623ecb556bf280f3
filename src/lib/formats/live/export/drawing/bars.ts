import { cleanLine } from '../../../../platform/clean-text.ts';
import { inLocale } from '../../../../platform/i18n/in-locale.ts';
import { m } from '../../../../platform/i18n/paraglide/messages.js';
import type { BarsChart, ChartBar } from '../../../../questions/chart.ts';
import { hatch, ink, leftOf, line, type Canvas } from './canvas.ts';
import { element, type Drawn } from './svg.ts';
import { linesOf, widthOf } from './wrap.ts';

const [size, leading, thickness, gap] = [16, 22, 16, 18];

/** Label and figure above, the bar below: long labels have room in every language. */
export function drawBars(canvas: Canvas, { bars }: BarsChart): Drawn {
	const most = Math.max(0, ...bars.map(({ share }) => share));
	const room =
		canvas.width - 24 - Math.max(0, ...bars.map((bar) => widthOf(bar.figure, size) * 1.1));
	let height = 0;
	const marks = bars.map((bar) => {
		const leads = bar.share === most && most > 0;
		const lines = linesOf(labelOf(bar, canvas.locale), room, size, 3);
		const top = height;
		const end = top + lines.length * leading + 2;
		height = end + thickness + gap;
		return [
			...lines.map((text, n) =>
				line(canvas, text, {
					x: 0,
					y: top + (n + 0.75) * leading,
					size,
					bold: leads,
					language: bar.language
				})
			),
			line(canvas, bar.figure, {
				x: canvas.width,
				y: top + 0.75 * leading,
				size,
				from: 'end',
				bold: true
			}),
			track(canvas, end),
			bar.share > 0 ? value(canvas, bar, end, leads) : ''
		].join('');
	});
	return { marks: marks.join(''), height: Math.max(0, height - gap) };
}

const labelOf = ({ label, right }: ChartBar, locale: string) =>
	right ? `${cleanLine(label)} ✓ ${m.questionsmore_right({}, inLocale(locale))}` : cleanLine(label);

const track = (canvas: Canvas, y: number) =>
	element('rect', {
		x: 0,
		y,
		width: canvas.width,
		height: thickness,
		rx: 4,
		fill: 'none',
		stroke: ink.line
	});

function value(canvas: Canvas, { share, apart }: ChartBar, y: number, leads: boolean): string {
	const width = Math.max(2, Math.min(1, share) * canvas.width);
	const colour = leads && !apart ? ink.accent : ink.brand;
	return element('rect', {
		x: leftOf(canvas, 0, width),
		y,
		width,
		height: thickness,
		rx: 4,
		fill: apart ? hatch : colour,
		stroke: colour
	});
}
