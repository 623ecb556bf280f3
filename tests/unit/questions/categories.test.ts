import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionType } from '#lib/questions/registry.ts';
import { everySample, type Sample } from './samples.ts';

const categoriesOf = ({ type, config }: Sample) =>
	questionType(type.key).categories?.(config, 'de') ?? null;
const told = everySample.filter(([, sample]) => categoriesOf(sample) !== null);

describe.each(told)('%s, told apart by its answers', (_, sample) => {
	const { rows, least, most } = categoriesOf(sample)!;

	test('every answer stands in as many rows as it says, and in no other', () => {
		const known = new Set(rows.map(({ key }) => key));
		expect(known.size).toBe(rows.length);
		fc.assert(
			fc.property(sample.answer, (answer) => {
				const keys = sample.type.tallyKeys(sample.config, answer);
				expect(keys.every((key) => known.has(key))).toBe(true);
				expect(keys.length).toBeGreaterThanOrEqual(least);
				expect(keys.length).toBeLessThanOrEqual(most);
			})
		);
	});
});

test('words and texts, and what is judged all at once, tell nobody apart', () => {
	const none = everySample
		.filter((sample) => !told.includes(sample))
		.map(([, { type }]) => type.key);
	expect(none).toEqual(expect.arrayContaining(['words', 'text', 'matrix', 'ranking', 'number']));
});
