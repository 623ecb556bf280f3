import { cleanLine } from '../../../../platform/clean-text.ts';
import { formatCount } from '../../../../platform/i18n/numbers.ts';
import type { TextsChart } from '../../../../questions/chart.ts';
import { ink, leftOf, line, type Canvas } from './canvas.ts';
import { element, type Drawn } from './svg.ts';
import { linesOf } from './wrap.ts';

const [size, leading, gap, indent] = [16, 23, 16, 18];

/** What people wrote, each behind a stroke; the whole of a long text is in the table. */
export function drawTexts(canvas: Canvas, { texts }: TextsChart): Drawn {
	let height = 0;
	const marks = texts.map(({ label, language, count }) => {
		const lines = linesOf(cleanLine(label), canvas.width - indent - 60, size, 4);
		const [top, own] = [height, lines.length * leading];
		height += own + gap;
		return [
			element('rect', { x: leftOf(canvas, 0, 4), y: top, width: 4, height: own, fill: ink.accent }),
			...lines.map((text, n) =>
				line(canvas, text, { x: indent, y: top + (n + 0.75) * leading, size, language })
			),
			count > 1
				? line(canvas, `${formatCount(count, canvas.locale)} ×`, {
						x: canvas.width,
						y: top + 0.75 * leading,
						size,
						from: 'end',
						bold: true
					})
				: ''
		].join('');
	});
	return { marks: marks.join(''), height: Math.max(0, height - gap) };
}
