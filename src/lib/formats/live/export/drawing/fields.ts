import { formatCount } from '../../../../platform/i18n/numbers.ts';
import type { FieldsChart } from '../../../../questions/chart.ts';
import { columnName, fieldName, heatOf, marginOf, positionOf } from '../../../../questions/grid.ts';
import { ink, line, type Canvas } from './canvas.ts';
import { element, type Drawn } from './svg.ts';

/** As high as it may become: a standing picture is narrower. */
const highest = 620;
/** Numbers in few large fields do not shout. */
const largest = 28;

/** A picture's bytes as a `data:` address, so that the file needs no other; null: it is not there any more. */
export type PictureData = (id: string) => string | null;

/** People per field over the picture or the outline. A map is no text: north is up and A is left in every language. */
export function drawFields(canvas: Canvas, chart: FieldsChart, pictureOf: PictureData): Drawn {
	const margin = marginOf(chart.width);
	const scale = Math.min(canvas.width / (chart.width + margin), highest / (chart.height + margin));
	const map = { ...canvas, isMirrored: false };
	const [width, height, edge] = [chart.width * scale, chart.height * scale, margin * scale];
	const left = (canvas.width - width - edge) / 2 + edge;
	const inner = [
		ground(map, chart, scale, pictureOf),
		...cells(chart, scale),
		...counts(map, chart, scale),
		...places(map, chart, scale),
		...names(map, chart, scale, edge)
	].join('');
	return {
		marks: element('g', { transform: `translate(${left.toFixed(1)} ${edge.toFixed(1)})` }, inner),
		height: height + edge
	};
}

function ground(map: Canvas, chart: FieldsChart, scale: number, pictureOf: PictureData): string {
	const box = { width: chart.width * scale, height: chart.height * scale };
	if (chart.ground.kind === 'picture') {
		const href = pictureOf(chart.ground.picture.id);
		return href
			? element('image', { href, ...box, preserveAspectRatio: 'none' })
			: element('rect', { ...box, fill: ink.brandSoft });
	}
	const { path } = chart.ground;
	if (!path) return '';
	return element('path', {
		d: path,
		transform: `scale(${scale.toFixed(4)})`,
		fill: ink.brandSoft,
		'fill-rule': 'evenodd',
		stroke: ink.brand,
		'stroke-width': 1.5 / scale
	});
}

/** Over the fields: people find their way by them. */
function places(map: Canvas, { ground: below }: FieldsChart, scale: number): string[] {
	if (below.kind === 'picture') return [];
	return below.names.map(({ name, x, y }) =>
		[
			element('circle', { cx: x * scale, cy: y * scale, r: 3, fill: ink.text }),
			line(map, name, { x: x * scale, y: y * scale - 8, size: 13, from: 'middle', rim: ink.paper })
		].join('')
	);
}

function cells({ grid, width, height, fields }: FieldsChart, scale: number): string[] {
	const [wide, high] = [(width * scale) / grid.columns, (height * scale) / grid.rows];
	const all = Array.from({ length: grid.columns * grid.rows }, (_, n) => ({
		column: n % grid.columns,
		row: Math.floor(n / grid.columns)
	}));
	return all
		.filter(({ column, row }) => !fields || fields.includes(fieldName(column, row)))
		.map(({ column, row }) =>
			element('rect', {
				x: column * wide,
				y: row * high,
				width: wide,
				height: high,
				fill: 'none',
				stroke: ink.text,
				'stroke-opacity': 0.35,
				'stroke-width': 0.5
			})
		);
}

function counts(map: Canvas, chart: FieldsChart, scale: number): string[] {
	const { grid } = chart;
	const [wide, high] = [(chart.width * scale) / grid.columns, (chart.height * scale) / grid.rows];
	const size = Math.min(largest, Math.min(wide, high) * 0.42);
	const most = Math.max(1, ...chart.counts.map(({ count }) => count));
	return chart.counts.flatMap(({ key, count }) => {
		const at = positionOf(grid, key);
		if (!at) return [];
		const [x, y] = [at.column * wide, at.row * high];
		return [
			element('rect', {
				x,
				y,
				width: wide,
				height: high,
				fill: ink.accent,
				'fill-opacity': heatOf(count, most),
				stroke: ink.accent,
				'stroke-width': 1.5
			}),
			line(map, formatCount(count, map.locale), {
				x: x + wide / 2,
				y: y + high / 2 + size * 0.36,
				size,
				from: 'middle',
				bold: true,
				rim: ink.paper
			})
		];
	});
}

function names(map: Canvas, chart: FieldsChart, scale: number, edge: number): string[] {
	const { grid } = chart;
	const [wide, high] = [(chart.width * scale) / grid.columns, (chart.height * scale) / grid.rows];
	const size = Math.min(16, edge * 0.7);
	const name = (text: string, x: number, y: number) =>
		line(map, text, { x, y: y + size * 0.36, size, from: 'middle', bold: true, fill: ink.soft });
	return [
		...Array.from({ length: grid.columns }, (_, n) =>
			name(columnName(n), (n + 0.5) * wide, -edge / 2)
		),
		...Array.from({ length: grid.rows }, (_, n) => name(String(n + 1), -edge / 2, (n + 0.5) * high))
	];
}
