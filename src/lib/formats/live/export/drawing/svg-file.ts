import { inLocale } from '../../../../platform/i18n/in-locale.ts';
import { fonts, ink } from './canvas.ts';
import { element, escaped, type Drawn } from './svg.ts';

const [edge, gap] = [32, 24];

/** As wide as a page's column; `edge` of it is left on each side. */
const width = 800;
export const roomWithin: number = width - 2 * edge;

/** What `hatch` refers to: once in each file. */
const hatchPattern = element(
	'defs',
	{},
	element(
		'pattern',
		{
			id: 'hatch',
			width: 8,
			height: 8,
			patternUnits: 'userSpaceOnUse',
			patternTransform: 'rotate(45)'
		},
		element('rect', { width: 8, height: 8, fill: ink.paper }) +
			element('rect', { width: 4, height: 8, fill: ink.brand })
	)
);

/** A picture, and how high it is for its width. */
export type SvgFile = Readonly<{ svg: string; ratio: number }>;

type Said = Readonly<{ title: string; description: string; locale: string }>;

/** Parts below each other as a file that needs nothing but itself, on white, with words for a screen reader. */
export function sizedSvg(parts: readonly Drawn[], { title, description, locale }: Said): SvgFile {
	let y: number = edge;
	const placed = parts.map(({ marks, height }) => {
		const at = y;
		y += height + gap;
		return element('g', { transform: `translate(${edge} ${at.toFixed(1)})` }, marks);
	});
	const height = Math.ceil(y - gap + edge);
	const svg = element(
		'svg',
		{
			xmlns: 'http://www.w3.org/2000/svg',
			width,
			height,
			viewBox: `0 0 ${width} ${height}`,
			role: 'img',
			'aria-labelledby': 'title description',
			'xml:lang': inLocale(locale).locale.split('-')[0],
			'font-family': fonts
		},
		[
			element('title', { id: 'title' }, escaped(title)),
			element('desc', { id: 'description' }, escaped(description)),
			hatchPattern,
			element('rect', { width, height, fill: ink.paper }),
			...placed
		].join('')
	);
	return { svg, ratio: height / width };
}

/** The same where nobody has to know its size. */
export const svgFile = (parts: readonly Drawn[], said: Said): string => sizedSvg(parts, said).svg;
