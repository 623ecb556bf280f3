import { inLocale } from '../../../../platform/i18n/in-locale.ts';
import { getTextDirection } from '../../../../platform/i18n/paraglide/runtime.js';
import { isRightToLeft } from '../../../../platform/i18n/text-direction.ts';
import { element, escaped } from './svg.ts';

/**
 * Where something is drawn: so wide, from the side where lines of the reader's language begin. Places are counted from
 * that side; only here they become left and right.
 */
export type Canvas = Readonly<{ width: number; locale: string; isMirrored: boolean }>;

export const canvasOf = (width: number, locale: string): Canvas => ({
	width,
	locale,
	isMirrored: getTextDirection(inLocale(locale).locale) === 'rtl'
});

/** The light theme of the pages: a picture on somebody else's page knows no dark one. */
export const ink = {
	text: '#25211b',
	soft: '#5d5548',
	line: '#ddd2bf',
	control: '#83786a',
	brand: '#1f5c4a',
	onBrand: '#ffffff',
	brandSoft: '#e2eee6',
	accent: '#a5471f',
	good: '#21663a',
	goodSoft: '#e3f1e2',
	paper: '#ffffff'
} as const;

/** The server draws with the first two; whoever opens the SVG has one of the others. */
export const fonts = "'Noto Sans', 'Noto Sans Arabic', 'Noto Emoji', system-ui, sans-serif";

/** Id of the pattern for what stands apart. */
export const hatch = 'url(#hatch)';

/** From the left, of something that begins here and is so wide. */
export const leftOf = ({ width, isMirrored }: Canvas, start: number, own = 0): number =>
	isMirrored ? width - start - own : start;

type Placed = Readonly<{
	/** Of its beginning, end or middle, from where lines begin; and of its baseline. */
	x: number;
	y: number;
	size: number;
	from?: 'start' | 'end' | 'middle';
	bold?: boolean;
	fill?: string;
	/** A rim in this colour: readable on any ground. */
	rim?: string;
	/** Where it is not the reader's: that of whoever wrote it. */
	language?: string | undefined;
}>;

/** One line of text, in its own direction: an Arabic label is Arabic on a German page too. */
export function line(
	canvas: Canvas,
	text: string,
	{ x, y, size, from = 'start', bold, fill = ink.text, rim, language }: Placed
): string {
	const isRtl = isRightToLeft(text, canvas.isMirrored);
	const isAtLeft = (from === 'start') !== canvas.isMirrored;
	const anchor = from === 'middle' ? 'middle' : isAtLeft !== isRtl ? 'start' : 'end';
	return element(
		'text',
		{
			x: leftOf(canvas, x),
			y,
			'font-size': size,
			'font-weight': bold ? 700 : undefined,
			fill,
			'text-anchor': anchor,
			direction: isRtl ? 'rtl' : 'ltr',
			'xml:lang': language,
			...(rim && {
				stroke: rim,
				'stroke-width': size / 5,
				'stroke-linejoin': 'round',
				'paint-order': 'stroke'
			})
		},
		escaped(text)
	);
}
