import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostKeys } from '#lib/questions/contract.ts';
import { quantileOf } from '#lib/questions/means.ts';
import { binsOf, farOut } from '#lib/questions/number/bins.ts';
import { number, type NumberConfig } from '#lib/questions/number/index.ts';
import { mostSteps } from '#lib/questions/number/values.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { plain, problemsWith, reasonFor } from './samples.ts';

const trees: NumberConfig = { min: 0, max: 2000, step: 2, unit: { de: 'Bäume' } };
const kilometres: NumberConfig = { min: 0, max: 20, step: 0.1, unit: {} };
const tallied = (said: readonly number[]) => tallyOf(said.map((value) => [String(value)]));
const countedOf = (said: readonly number[]) =>
	[...new Set(said)]
		.sort((a, b) => a - b)
		.map((value) => ({ value, count: said.filter((other) => other === value).length }));

describe('what somebody types', () => {
	test.each([
		['1.200', 1200],
		['1,200', 1200],
		['1 200', 1200],
		['٤٢', 42],
		[' 42 ', 42],
		[42, 42]
	])('%j is a number of trees', (typed, value) => {
		expect(number.answerSchema(trees).parse(typed)).toBe(value);
	});

	test.each([
		['12,5', 12.5],
		['12.5', 12.5],
		[0.3, 0.3]
	])('%j is a number of kilometres', (typed, value) => {
		expect(number.answerSchema(kilometres).parse(typed)).toBe(value);
	});

	test.each([
		[trees, '', 'answer_missing'],
		[trees, undefined, 'answer_missing'],
		[trees, 'viele', 'number_unreadable'],
		[trees, Infinity, 'number_unreadable'],
		[trees, 2002, 'number_out_of_range'],
		[trees, -2, 'number_out_of_range'],
		[trees, 7, 'between_3'],
		[kilometres, '1.234', 'number_ambiguous'],
		[kilometres, 0.25, 'between_2'],
		[trees, [4], 'answer_malformed']
	])('%#: %j is refused', (config, typed, reason) => {
		expect(reasonFor('number', config, typed)).toBe(reason);
	});

	test('between two steps the message says which numbers are possible', () => {
		expect(number.answerProblem(trees, 'between_3', 'de')).toBe(
			'Diese Zahl liegt zwischen zwei Schritten. Möglich sind zum Beispiel 6 oder 8.'
		);
		expect(number.answerProblem(kilometres, 'between_2', 'de')).toContain('0,2 oder 0,3.');
	});
});

describe('the result', () => {
	test('says median and mean, and for one person only the number', () => {
		expect(plain(number.sentence(trees, tallied([10, 12, 20]), 'de'))).toBe(
			'3 Menschen haben geantwortet. Der Median ist 12\u00A0Bäume: Die eine Hälfte liegt nicht darüber, die andere nicht darunter. Der Mittelwert ist 14\u00A0Bäume.'
		);
		expect(plain(number.sentence(trees, tallied([10]), 'en'))).toBe(
			'One person answered. What was said is 10\u00A0Bäume.'
		);
	});

	test('has the median of all that was said, also between two numbers', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }), (said) => {
				const sorted = said.toSorted((a, b) => a - b);
				const half = said.length / 2;
				const median =
					said.length % 2 === 1
						? sorted[Math.floor(half)]!
						: (sorted[half - 1]! + sorted[half]!) / 2;
				expect(quantileOf(countedOf(said), 0.5)).toBe(median);
			})
		);
	});

	test('holds everybody in its table, also who is far out', () => {
		const said = fc.array(
			fc.integer({ min: 0, max: 1000 }).map((n) => 2 * n),
			{ maxLength: 60 }
		);
		fc.assert(
			fc.property(said, (numbers) => {
				const { rows } = number.table(trees, tallied(numbers), 'de');
				expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length);
				expect(rows.flatMap(({ keys }) => keys).sort()).toEqual(
					[...new Set(numbers.map(String))].sort()
				);
			})
		);
	});

	test('draws at most a dozen bars of one width, without gaps, that hold every number once', () => {
		const step = fc.constantFrom(0.01, 0.1, 0.5, 1, 2, 7, 25, 100);
		fc.assert(
			fc.property(step, fc.array(fc.nat(1000), { minLength: 1, maxLength: 50 }), (by, places) => {
				const said = countedOf(places.map((place) => Math.round(place * by * 100) / 100));
				const bins = binsOf(said, { min: 0, max: 1000 * by, step: by });
				expect(bins.length).toBeLessThanOrEqual(13);
				expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(places.length);
				expect(bins.flatMap(({ keys }) => keys)).toEqual(said.map(({ value }) => String(value)));
				for (const { from, to, keys } of bins)
					for (const key of keys) {
						expect(Number(key)).toBeGreaterThanOrEqual(from);
						expect(Number(key)).toBeLessThanOrEqual(to);
					}
			})
		);
	});

	test('every possible number lies in the one bar whose label names it, wherever the numbers begin', () => {
		const steps = fc.record({
			step: fc.constantFrom(0.1, 1, 3, 7, 10, 25),
			min: fc.integer({ min: -300, max: 300 }).map((tenths) => tenths / 10),
			count: fc.integer({ min: 21, max: 200 })
		});
		fc.assert(
			fc.property(steps, fc.nat(199), ({ step, min, count }, place) => {
				const values = [...Array(count).keys()].map(
					(n) => Math.round(min * 100 + n * step * 100) / 100
				);
				const right = values[place % count]!;
				const config: NumberConfig = { min, max: values.at(-1)!, step, unit: {}, right };
				const bins = binsOf(countedOf(values), config);
				for (const { from, to, keys } of bins) {
					expect([values.includes(from), values.includes(to)]).toEqual([true, true]);
					const named = values.filter((value) => value >= from && value <= to);
					expect(keys).toEqual(named.map(String));
				}
				const marked = number.table(config, tallied(values), 'de').rows.filter((row) => row.right);
				expect(marked.flatMap(({ keys }) => keys)).toContain(String(right));
				expect(marked).toHaveLength(1);
			})
		);
	});

	test('bars and those far out never overlap: each number has one place', () => {
		const config: NumberConfig = { min: 0, max: 1000, step: 1, unit: {} };
		const said = fc.tuple(
			fc.array(fc.nat(40), { minLength: 30, maxLength: 60 }),
			fc.array(fc.nat(1000), { maxLength: 8 })
		);
		fc.assert(
			fc.property(said, fc.nat(1000), ([many, some], right) => {
				const numbers = [...many, ...some];
				const { rows } = number.table({ ...config, right }, tallied(numbers), 'de');
				expect(rows.filter((row) => row.right).length).toBeLessThanOrEqual(1);
				expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length);
				const bars = binsOf(countedOf(numbers), config, farOut(countedOf(numbers)));
				for (const { from, to, keys } of bars)
					expect(keys).toEqual(
						countedOf(numbers)
							.filter(({ value }) => value >= from && value <= to)
							.map(({ value }) => String(value))
					);
			})
		);
	});

	test('one joker does not flatten the picture, and a small group has no jokers', () => {
		const guesses = [20, 22, 24, 26, 28, 30, 32, 34, 36];
		const isFar = farOut(countedOf([...guesses, 2000]));
		expect([...guesses, 2000].filter(isFar)).toEqual([2000]);
		expect(farOut(countedOf([2, 4, 2000]))(2000)).toBe(false);
	});
});

describe('a right number', () => {
	const quiz = { ...trees, right: 42 };

	test('is not in what people are told before', () => {
		expect(number.publicConfig!(quiz)).toEqual(trees);
	});

	test('is said with how many knew it, and marked in the table', () => {
		const tally = tallied([42, 40, 44, 42]);
		expect(plain(number.sentence(quiz, tally, 'de'))).toContain(
			'Richtig ist 42\u00A0Bäume; genau das sagten 2 von 4.'
		);
		const right = number.table(quiz, tally, 'de').rows.filter((row) => row.right);
		expect(right.map(({ key }) => key)).toEqual(['42']);
		expect(number.table(trees, tally, 'de').rows.some((row) => row.right)).toBe(false);
	});

	test('can be one that nobody guessed', () => {
		expect(plain(number.sentence(quiz, tallied([40]), 'de'))).toContain('sagten 0 von 1.');
	});
});

describe('what the asker sets is refused', () => {
	test.each([
		['a largest number below the smallest', { max: -2 }, { max: 'to_not_above_from' }],
		['a step of nothing', { step: 0 }, { step: 'step_not_positive' }],
		['more than a thousand steps', { step: 1 }, { step: 'steps_too_many' }],
		['three decimals', { step: 0.125 }, { step: 'decimal_invalid' }],
		['a right number that nobody can give', { right: 41 }, { right: 'right_impossible' }],
		['no number', { max: NaN }, { max: 'decimal_invalid' }]
	])('%s', (_, wrong, problems) => {
		expect(problemsWith('number', { ...trees, ...wrong })).toEqual(problems);
	});

	test('so that a snapshot carries every number that can be said', () => {
		expect(mostSteps + 1).toBeLessThanOrEqual(mostKeys);
	});

	test('limits are typed in German or English notation', () => {
		const form = new FormData();
		for (const [name, typed] of [
			['min', '0'],
			['max', '2.000'],
			['step', '2'],
			['unit.de', 'Bäume'],
			['unit.ar', '']
		] as const)
			form.set(name, typed);
		expect(number.configSchema.parse(number.configFromForm(form, ['de', 'ar']))).toEqual(trees);
	});
});
