import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { besideOf, comparisonIn, mostChanging } from '#lib/formats/live/beside/beside.ts';
import { besideSentence } from '#lib/formats/live/beside/sentence.ts';
import { compareTimes, type AskedTime } from '#lib/formats/live/compare/comparison.ts';
import { pairOf } from '#lib/formats/live/compare/pair.ts';
import { tallyMark } from '#lib/formats/live/tally-mark.ts';
import { translatedBy } from '#lib/platform/i18n/translated-by.ts';
import { textFor } from '#lib/platform/i18n/translated.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { counted, everySample, locales } from '../questions/samples.ts';

const k = 5;

const choice = (...ids: string[]) => ({
	type: 'choice',
	prompt: { de: 'Was fehlt?', ar: 'ماذا ينقص؟' },
	config: {
		options: ids.map((id) => ({ id, label: { de: id, ar: `${id} بالعربية` } })),
		min: 1,
		max: 1,
		noneOfThese: false
	}
});

const scale = {
	type: 'scale',
	prompt: { de: 'Wie gut?' },
	config: { from: 1, to: 10, low: { de: 'schlecht' }, high: { de: 'gut' }, dontKnow: true }
};

const said = (counts: Record<string, number>) =>
	tallyOf(Object.entries(counts).flatMap(([key, n]) => Array.from({ length: n }, () => [key])));

const round = (
	number: number,
	asked: AskedTime['asked'],
	counts: Record<string, number>
): AskedTime => ({ key: String(number), label: String(number), asked, tally: said(counts) });

/** What everybody sees of the first and the last of these rounds. */
function shown(rounds: readonly AskedTime[], few = k) {
	const [before, now] = [rounds[0]!, rounds.at(-1)!];
	const inEach = new Map(
		locales.flatMap((locale) => {
			const pair = pairOf(compareTimes(rounds, locale, few), before.key, now.key);
			return pair ? [[locale, pair] as const] : [];
		})
	);
	return besideOf(Number(before.key), inEach, before.asked.prompt, few);
}

const readable = (text: string) => text.replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '');

describe('an earlier round beside the result', () => {
	const [light, trees] = [
		{ licht: 12, baum: 46 },
		{ licht: 21, baum: 39 }
	];
	const two = [round(1, choice('licht', 'baum'), light), round(2, choice('licht', 'baum'), trees)];

	test('says in a sentence what changed most, with the people of both rounds', () => {
		expect(readable(besideSentence(shown(two)!, 2, 'en'))).toBe(
			'What changed most is baum: now 39 of 60, before 46 of 58 (-14 percentage points).'
		);
	});

	test('has its answers in every language of the readers, each once', () => {
		const { parts } = shown(two)!;
		expect(parts.map(({ label }) => label)).toEqual([
			{ de: 'licht', ar: 'licht بالعربية' },
			{ de: 'baum', ar: 'baum بالعربية' }
		]);
		expect(readable(besideSentence(shown(two)!, 2, 'ar'))).toContain('baum بالعربية');
	});

	test('of a scale says the means without naming the only row', () => {
		const rounds = [round(1, scale, { 4: 10 }), round(3, scale, { 4: 5, 9: 5 })];
		expect(readable(besideSentence(shown(rounds)!, 3, 'en'))).toBe(
			'A mean of 6.5 now, 4 before (+2.5).'
		);
		expect(comparisonIn(shown(rounds)!, 3, 'en').times.map(({ label }) => label)).toEqual([
			'Round 1',
			'Round 3'
		]);
	});

	test('warns when it was worded differently, and says how it was', () => {
		const before = { ...choice('licht', 'baum'), prompt: { de: 'Was fehlt hier?' } };
		expect(shown([round(1, before, light), two[1]!])).toMatchObject({
			changed: true,
			promptThen: { de: 'Was fehlt hier?' }
		});
		const options = choice('licht', 'baum');
		options.config.options[0]!.label.de = 'Mehr Licht';
		expect(shown([round(1, options, light), two[1]!])).toMatchObject({
			changed: true,
			promptThen: null
		});
		expect(shown(two)).toMatchObject({ changed: false, promptThen: null });
	});

	test('shows no cell that the comparison of all rounds hides', () => {
		const three = [
			round(1, choice('a', 'b', 'c', 'd'), { a: 3, b: 5, c: 20, d: 10 }),
			round(2, choice('a', 'b', 'c'), { a: 10, b: 10, c: 10 }),
			round(3, choice('a', 'b', 'c', 'd'), { a: 10, b: 10, c: 10, d: 10 })
		];
		const first = (rounds: readonly AskedTime[]) =>
			Object.fromEntries(shown(rounds)!.parts.map(({ key, values }) => [key, values[0]?.people]));
		// The second round has no d: it stands nowhere, so b can be shown beside it. Without that round d would be shown
		// and b hidden, and whoever saw both would know what three people said.
		expect(first(three)).toEqual({ a: undefined, b: 5, c: 20 });
		expect(first([three[0]!, three[2]!])).toEqual({ a: undefined, b: undefined, c: 20, d: 10 });
	});

	test('is not shown where one of the two has too few people, or no value of both', () => {
		const asked = choice('a', 'b');
		expect(shown([round(1, asked, { a: 4 }), round(2, asked, { a: 9 })])).toBeNull();
		expect(shown([round(1, asked, { a: 9 }), round(2, asked, { a: 4 })])).toBeNull();
		const [one, other] = [
			{ a: 4, b: 3 },
			{ a: 3, b: 4 }
		];
		expect(shown([round(1, asked, one), round(2, asked, other)])).toBeNull();
	});
});

test('where there is no room for all rows those that changed most stay, in their order', () => {
	const value = (value: number) => ({ value, people: 10, length: value });
	const row = (key: string, before: number, now: number) => ({
		key,
		values: [value(before), value(now)]
	});
	const rows = [row('a', 0.1, 0.2), row('b', 0.5, 0.5), row('c', 0.9, 0.1), row('d', 0.3, 0.9)];
	expect(mostChanging(rows, 3).map(({ key }) => key)).toEqual(['a', 'c', 'd']);
	expect(mostChanging(rows, 4)).toBe(rows);
});

test('a phone knows that it shows an old comparison, also where the result is the same', () => {
	const asked = { type: 'words', prompt: { de: 'Ein Wort?' }, config: { maxWords: 1 } };
	const result = said({ Ruhe: 20, Lärm: 10 });
	const before = (counts: Record<string, number>) =>
		shown([round(1, asked, counts), round(2, asked, { Ruhe: 20, Lärm: 10 })]);
	const marks = [null, before({ Ruhe: 10, Lärm: 20 }), before({ Ruhe: 10 })].map((beside) =>
		tallyMark(result, beside)
	);
	expect(new Set(marks).size).toBe(3);
});

test('a text in each language leaves out what a reader falls back to, and nothing else', () => {
	const text = fc.constantFrom('Bänke', 'Benches', 'مقاعد');
	fc.assert(
		fc.property(fc.array(text, { minLength: 4, maxLength: 4 }), (texts) => {
			const pairs = ['de', 'en', 'de-simple', 'ar'].map((tag, n) => [tag, texts[n]!] as const);
			const kept = translatedBy(pairs);
			for (const [locale, text] of pairs) expect(textFor(kept, locale)).toBe(text);
		})
	);
	expect(
		translatedBy([
			['de', 'Bänke'],
			['en', 'Bänke'],
			['de-simple', 'Bänke']
		])
	).toEqual({ de: 'Bänke' });
});

describe.each(everySample)('two rounds of %s', (_, sample) => {
	const { type, config } = sample;
	const many = fc.array(sample.answer, { minLength: 8, maxLength: 30 });
	const of = (number: number, answers: Parameters<typeof counted>[1]): AskedTime => ({
		key: String(number),
		label: String(number),
		asked: { type: type.key, prompt: { de: 'Frage?' }, config },
		tally: counted(sample, answers)
	});

	test('are told in every language without a number of fewer than k people, or not at all', () => {
		fc.assert(
			fc.property(many, many, (one, other) => {
				const beside = shown([of(1, one), of(2, other)]);
				if (!beside) return;
				expect(beside.parts.length).toBeLessThanOrEqual(20);
				for (const { values } of beside.parts)
					for (const told of values)
						if (told) expect(told.people === 0 || told.people >= k).toBe(true);
				for (const locale of locales) {
					const { parts } = comparisonIn(beside, 2, locale);
					for (const { label } of parts) expect(label).not.toBe('');
					expect(besideSentence(beside, 2, locale)).not.toBe('');
				}
			}),
			{ numRuns: 20 }
		);
	});
});
