import { describe, expect, test } from 'vitest';
import { changesBetween } from '#lib/questions/changes.ts';
import { everySample } from './samples.ts';

const bench = { id: 'bench', label: { de: 'Bank', en: 'Bench' } };
const tree = { id: 'tree', label: { de: 'Baum', en: 'Tree' } };
const asked = (config: object, prompt: Record<string, string> = { de: 'Was fehlt?' }) => ({
	type: 'choice',
	prompt,
	config
});
const two = { options: [bench, tree], min: 1, max: 1, noneOfThese: false };

describe('what changed in a question', () => {
	test('are words in a language, which may be new or gone', () => {
		const before = asked(two, { de: 'Was fehlt?', en: 'What is missing?' });
		const after = asked(two, { de: 'Was fehlt hier?', ar: 'ماذا ينقص؟' });
		expect(changesBetween(before, after)).toEqual([
			{
				kind: 'wording',
				of: 'prompt',
				language: 'de',
				before: 'Was fehlt?',
				after: 'Was fehlt hier?'
			},
			{ kind: 'wording', of: 'prompt', language: 'en', before: 'What is missing?', after: null },
			{ kind: 'wording', of: 'prompt', language: 'ar', before: null, after: 'ماذا ينقص؟' }
		]);
	});

	test('are options that came, went, were renamed or moved, known by their ids', () => {
		const seat = { ...bench, label: { de: 'Sitzbank', en: 'Bench' } };
		const water = { id: 'water', label: { de: 'Wasser' } };
		expect(changesBetween(asked(two), asked({ ...two, options: [seat, water] }))).toEqual([
			{ kind: 'removed', label: tree.label },
			{ kind: 'added', label: water.label },
			{ kind: 'wording', of: 'option', language: 'de', before: 'Bank', after: 'Sitzbank' }
		]);
		expect(changesBetween(asked(two), asked({ ...two, options: [tree, bench] }))).toEqual([
			{ kind: 'order' }
		]);
	});

	test('are rules, with their values where they can be read', () => {
		expect(changesBetween(asked(two), asked({ ...two, max: 2, noneOfThese: true }))).toEqual([
			{ kind: 'rule', setting: 'max', before: '1', after: '2' },
			{ kind: 'rule', setting: 'noneOfThese', before: 'false', after: 'true' }
		]);
	});

	test('is nothing where only the order of fields differs, as a database gives them back', () => {
		const { options, min, max, noneOfThese } = two;
		expect(changesBetween(asked(two), asked({ noneOfThese, max, options, min }))).toEqual([]);
	});

	test.each(everySample)(
		'is told for %s: nothing from itself, the prompt where it differs',
		(_, sample) => {
			const { type, config } = sample;
			const one = { type: type.key, prompt: { de: 'Alt?' }, config };
			expect(changesBetween(one, structuredClone(one))).toEqual([]);
			expect(changesBetween(one, { ...one, prompt: { de: 'Neu?' } })).toHaveLength(1);
		}
	);
});
