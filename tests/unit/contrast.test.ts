import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { categoryColours } from '#lib/formats/ideas/categories.ts';

const css = readFileSync('src/lib/ui/tokens.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

/** Colour tokens of the block that starts with these words. */
function colours(start: string): Record<string, string> {
	const from = css.indexOf(start);
	if (from < 0) throw new Error(`tokens.css has no ${start}`);
	const block = css.slice(from, css.indexOf('}', from));
	return Object.fromEntries(
		[...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!])
	);
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
		number,
		number
	];
	return (light + 0.05) / (dark + 0.05);
}

const light = colours(':root');
const schemes = {
	light,
	dark: { ...light, ...colours('@media (prefers-color-scheme: dark)') },
	print: { ...light, ...colours('@media print') }
};

const grounds = [
	'paper',
	'card',
	'brand-soft',
	'accent-soft',
	'good-soft',
	'warn-soft',
	'bad-soft'
];
const texts: [text: string, ground: string][] = [
	...grounds.map((ground): [string, string] => ['ink', ground]),
	...['paper', 'card', 'brand-soft'].flatMap((ground): [string, string][] => [
		['ink-soft', ground],
		['brand', ground],
		['accent', ground],
		['good', ground],
		['warn', ground],
		['bad', ground]
	]),
	// As text and icon, and the other way round in the middle of a pin.
	...categoryColours.flatMap((colour): [string, string][] => [
		[`category-${colour}`, 'paper'],
		[`category-${colour}`, 'card']
	]),
	['brand-ink', 'brand'],
	['accent', 'accent-soft'],
	['good', 'good-soft'],
	['warn', 'warn-soft'],
	['bad', 'bad-soft']
];
const shapes: [shape: string, ground: string][] = ['paper', 'card', 'brand-soft'].flatMap(
	(ground): [string, string][] => [
		['control-line', ground],
		['focus', ground]
	]
);

test('the ratio is computed as WCAG defines it', () => {
	expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each(Object.entries(schemes))('in the %s scheme', (_, scheme) => {
	const ratio = (one: string, other: string) => contrast(scheme[one]!, scheme[other]!);

	test.each(texts)('%s is readable as text on %s', (text, ground) => {
		expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
	});

	test.each(shapes)('%s is visible as a shape on %s', (shape, ground) => {
		expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3);
	});
});
