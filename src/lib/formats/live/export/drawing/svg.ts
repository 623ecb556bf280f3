/** Parts of an SVG document as text. Every text and every value passes through here. */

import { writableInXml } from '../../../../platform/xml-text.ts';

/** Overrides and embeddings of the writing direction would turn around what stands beside them. */
const turning = /[\u202A-\u202E]/g;

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** A text as it stands between tags or in an attribute. */
export const escaped = (text: string): string =>
	writableInXml(text)
		.replace(turning, '')
		.replace(/[&<>"']/g, (sign) => entities[sign]!);

/** @param content mark-up that `element` or `escaped` made */
export function element(
	name: string,
	attributes: Readonly<Record<string, string | number | undefined>>,
	content = ''
): string {
	const written = Object.entries(attributes).flatMap(([key, value]) =>
		value === undefined
			? []
			: [` ${key}="${typeof value === 'number' ? tenth(value) : escaped(value)}"`]
	);
	return content
		? `<${name}${written.join('')}>${content}</${name}>`
		: `<${name}${written.join('')}/>`;
}

/** A tenth of a unit is finer than any screen. */
const tenth = (value: number): number => Math.round(value * 100) / 100;

/** A part of a drawing: it begins at 0, 0 and is as high as it says. */
export type Drawn = Readonly<{ marks: string; height: number }>;
