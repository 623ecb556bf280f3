/** Parts of an SVG document as text. Every text and every value passes through here. */

/**
 * What no XML 1.0 document may hold (control characters, halves of a pair), and overrides and embeddings of the writing
 * direction, which would turn around what stands beside them.
 */
// eslint-disable-next-line no-control-regex
const unwritable = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF\u202A-\u202E]|\p{Cs}/gu;

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** A text as it stands between tags or in an attribute. */
export const escaped = (text: string): string =>
	text.replace(unwritable, '').replace(/[&<>"']/g, (sign) => entities[sign]!);

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
