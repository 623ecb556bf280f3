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
	return besideOf({ number: Number(before.key), asked: before.asked }, now.asked, inEach, few);
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
			changed: { de: 'prompt' },
			promptThen: { de: 'Was fehlt hier?' }
		});
		const options = choice('licht', 'baum');
		options.config.options[0]!.label.de = 'Mehr Licht';
		expect(shown([round(1, options, light), two[1]!])).toMatchObject({
			changed: { de: 'other' },
			promptThen: null
		});
		expect(shown(two)).toMatchObject({ changed: {}, promptThen: null });
	});

	test('warns nobody of a slip in a language that they do not read', () => {
		const slip = choice('licht', 'baum');
		slip.prompt.ar = 'ماذا ينقصص؟';
		slip.config.options[0]!.label.ar = 'ضوءء';
		const { changed, promptThen } = shown([round(1, slip, light), two[1]!])!;
		expect(changed).toEqual({ ar: 'prompt' });
		expect(promptThen).toMatchObject({ de: 'Was fehlt?' });
		// Who reads English or easy German reads the German words, for there are no others.
		const german = { ...choice('licht', 'baum'), prompt: { de: 'Was?', ar: 'ماذا ينقص؟' } };
		expect(Object.keys(shown([round(1, german, light), two[1]!])!.changed).toSorted()).toEqual([
			'de',
			'de-simple',
			'en'
		]);
	});

	test('warns of other options that were always there, in whatever language', () => {
		const more = choice('licht', 'baum', 'bank');
		const { changed } = shown([round(1, more, light), two[1]!])!;
		expect(changed).toEqual(Object.fromEntries(locales.map((locale) => [locale, 'other'])));
	});

	test('keeps the language in which people wrote, and that of an option', () => {
		const asked = { type: 'words', prompt: { de: 'Ein Wort?' }, config: { maxWords: 1 } };
		const written = (number: number, counts: Record<string, number>): AskedTime => {
			const one = round(number, asked, counts);
			return { ...one, tally: { ...one.tally, languages: { Baum: 'de', شجرة: 'ar' } } };
		};
		const words = shown([
			written(1, { Baum: 9, شجرة: 8, Ok: 9 }),
			written(2, { Baum: 8, شجرة: 9, Ok: 9 })
		])!;
		const spoken = Object.fromEntries(
			comparisonIn(words, 2, 'en').parts.map(({ label, language }) => [label, language])
		);
		expect(spoken).toEqual({ Baum: 'de', شجرة: 'ar', Ok: undefined });
		const languages = (locale: string) =>
			comparisonIn(shown(two)!, 2, locale).parts.map(({ language }) => language);
		expect(languages('ar')).toEqual(['ar', 'ar']);
		expect(languages('en')).toEqual(['de', 'de']);
	});

	test('sends means with the digits that are read, and their change reckoned before', () => {
		const rounds = [round(1, scale, { 4: 20, 5: 8 }), round(2, scale, { 4: 10, 7: 5, 5: 6 })];
		const [part] = shown(rounds)!.parts;
		// 120 of 28 are 4.286, 105 of 21 are 5: they differ by 0.71.
		expect(part!.values.map((told) => told!.value)).toEqual([4.3, 5]);
		expect(part!.values[0]!.length).toBe(0.43);
		expect(part!.change).toBe(0.7);
		// 4.14 and 4.56 differ by 0.42 and not by 0.5.
		const near = [round(1, scale, { 4: 86, 5: 14 }), round(2, scale, { 4: 44, 5: 56 })];
		expect(shown(near, 3)!.parts[0]).toMatchObject({
			values: [{ value: 4.1 }, { value: 4.6 }],
			change: 0.4
		});
		expect(readable(besideSentence(shown(near, 3)!, 2, 'en'))).toContain('(+0.4)');
	});

	test('says one percentage point, and two percentage points', () => {
		const after = (light: number) =>
			shown([
				round(1, choice('licht', 'baum'), { licht: 100, baum: 100 }),
				round(2, choice('licht', 'baum'), { licht: light, baum: 200 - light })
			])!;
		expect(readable(besideSentence(after(102), 2, 'en'))).toContain('(+1 percentage point)');
		expect(readable(besideSentence(after(98), 2, 'de'))).toContain('(-1 Prozentpunkt)');
		expect(readable(besideSentence(after(104), 2, 'en'))).toContain('(+2 percentage points)');
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
