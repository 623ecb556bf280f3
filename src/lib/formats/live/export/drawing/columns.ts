import { inLocale } from '../../../../platform/i18n/in-locale.ts';
import { formatCount } from '../../../../platform/i18n/numbers.ts';
import { m } from '../../../../platform/i18n/paraglide/messages.js';
import type { ColumnsChart } from '../../../../questions/chart.ts';
import { ink, leftOf, line, type Canvas } from './canvas.ts';
import { element, type Drawn } from './svg.ts';

const [high, size] = [220, 15];
/** So many words under the columns can be told apart, and so many numbers above them. */
const [mostTicks, mostNumbers] = [8, 16];

/** People over numbers or days that follow each other. */
export function drawColumns(canvas: Canvas, { columns }: ColumnsChart): Drawn {
	const right = columns.find((column) => column.right)?.right;
	const top = right ? 52 : 24;
	const most = Math.max(1, ...columns.map(({ count }) => count));
	const step = canvas.width / Math.max(1, columns.length);
	const every = Math.ceil(columns.length / mostTicks);
	const marks = columns.map(({ count, tick, right: holdsRight }, n) => {
		const height = (count / most) * high;
		const [y, middle] = [top + high - height, (n + 0.5) * step];
		return [
			element('rect', {
				x: leftOf(canvas, (n + 0.07) * step, step * 0.86),
				y,
				width: step * 0.86,
				height,
				fill: holdsRight ? ink.goodSoft : ink.brand,
				stroke: holdsRight ? ink.good : undefined,
				'stroke-width': holdsRight ? 3 : undefined
			}),
			count > 0 && columns.length <= mostNumbers
				? line(canvas, formatCount(count, canvas.locale), {
						x: middle,
						y: y - 6,
						size,
						from: 'middle'
					})
				: '',
			n % every === 0
				? line(canvas, tick, {
						x: middle,
						y: top + high + 22,
						size,
						from: 'middle',
						fill: ink.soft
					})
				: ''
		].join('');
	});
	const ground = element('rect', {
		x: 0,
		y: top + high,
		width: canvas.width,
		height: 1,
		fill: ink.control
	});
	const note = right
		? line(canvas, `✓ ${m.questionsmore_right({}, inLocale(canvas.locale))}: ${right}`, {
				x: 0,
				y: 16,
				size,
				fill: ink.good,
				bold: true
			})
		: '';
	return { marks: note + marks.join('') + ground, height: top + high + 30 };
}
