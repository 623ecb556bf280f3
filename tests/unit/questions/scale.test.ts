import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frequencyOf, upperFrom } from '#lib/questions/scale/frequency.ts';
import { scale, scaleMean, type ScaleConfig } from '#lib/questions/scale/index.ts';
import { formOf, plain, problemsWith, reasonFor } from './samples.ts';

const involved: ScaleConfig = {
	from: 1,
	to: 10,
	low: { de: 'gar nicht', ar: 'إطلاقًا' },
	high: { de: 'sehr gut', ar: 'جيد جدًا' },
	dontKnow: true
};

describe('an answer', () => {
	test.each([
		['below the scale', 0, 'number_out_of_range'],
		['above the scale', 11, 'number_out_of_range'],
		['between two numbers', 7.5, 'answer_malformed'],
		['that is no number', NaN, 'answer_malformed'],
		['in letters', 'sieben', 'answer_malformed'],
		['that is missing', undefined, 'answer_missing'],
		['that is empty', '', 'answer_missing'],
		['in a list', [7], 'answer_malformed']
	])('%s is refused', (_, answer, reason) => {
		expect(reasonFor('scale', involved, answer)).toBe(reason);
	});

	test('“don’t know” is taken only where it is offered', () => {
		expect(reasonFor('scale', involved, 'dontKnow')).toBeNull();
		expect(reasonFor('scale', { ...involved, dontKnow: false }, 'dontKnow')).toBe(
			'answer_malformed'
		);
	});

	test('comes from a form as a number', () => {
		expect(scale.answerFromForm(involved, formOf({ answer: '7' }))).toBe(7);
		expect(scale.answerFromForm(involved, formOf({ answer: 'dontKnow' }))).toBe('dontKnow');
		expect(scale.answerFromForm(involved, formOf({}))).toBeUndefined();
		expect(scale.answerFromForm(involved, formOf({ answer: '7e0' }))).toBe('7e0');
	});

	test('the messages name the ends', () => {
		expect(scale.answerProblem(involved, 'number_out_of_range', 'en')).toContain('from 1 to 10');
		expect(scale.answerProblem(involved, 'answer_missing', 'ar')).toContain('من 1 إلى 10');
	});

	test('is a value for indicators, and missing when the person does not know', () => {
		expect(scale.factValue(involved, 7)).toEqual({ value: 7, outcome: null, missing: false });
		expect(scale.factValue(involved, 'dontKnow')).toEqual({
			value: null,
			outcome: null,
			missing: true
		});
	});
});

describe('the result', () => {
	const tally = { ballots: 37, counts: { 6: 7, 7: 14, 8: 10, 9: 6 } };

	test.each([
		[
			'de',
			'37 Menschen haben geantwortet. Der Mittelwert ist 7,4 von 10. Mehr als 4 von 5 gaben 7 oder mehr.'
		],
		['en', '37 people answered. The mean is 7.4 of 10. More than 4 of 5 gave 7 or more.'],
		[
			'de-simple',
			'37 Menschen haben geantwortet. Der Durchschnitt ist 7,4 von 10. Mehr als 4 von 5 gaben 7 oder mehr.'
		],
		['ar', 'أجاب 37 شخصًا. المتوسط 7.4 من 10. أعطى أكثر من 4 من كل 5 القيمة 7 أو أكثر.']
	])('is told in %s', (locale, sentence) => {
		expect(plain(scale.sentence(involved, tally, locale))).toBe(sentence);
	});

	test('who does not know is counted as a person but not in the mean, and the sentence says so', () => {
		const unsure = { ballots: 40, counts: { 4: 10, 8: 10, dontKnow: 20 } };
		expect(scaleMean(involved, unsure)).toEqual({ given: 20, mean: 6 });
		expect(scale.sentence(involved, unsure, 'en')).toBe(
			'40 people answered. 20 of them do not know; what follows is about the others. The mean is 6 of 10. 1 of 2 gave 7 or more.'
		);
	});

	test('has no mean when nobody gave a number', () => {
		const nobody = { ballots: 3, counts: { dontKnow: 3 } };
		expect(scaleMean(involved, nobody).mean).toBeNull();
		expect(scale.sentence(involved, nobody, 'en')).toBe(
			'3 people answered. Nobody gave a number; everybody said “don’t know”.'
		);
	});

	test('of one person says the number and no share', () => {
		expect(scale.sentence(involved, { ballots: 1, counts: { 7: 1 } }, 'en')).toBe(
			'One person answered. The mean is 7 of 10.'
		);
	});

	test('a scale that does not begin at 0 or 1 is told with both ends', () => {
		const balance = { ...involved, from: -2, to: 2 };
		expect(scale.sentence(balance, { ballots: 2, counts: { '-1': 1, 2: 1 } }, 'en')).toContain(
			'The mean is 0.5 on the scale from -2 to 2.'
		);
	});

	test('a mean just below a whole number is never shown as that number', () => {
		const below = { ballots: 25, counts: { 7: 24, 6: 1 } };
		expect(scale.sentence(involved, below, 'en')).toContain('The mean is 6.96 of 10.');
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 100_000 }), (n) => {
				const told = scale.sentence(involved, { ballots: n + 1, counts: { 7: n, 6: 1 } }, 'en');
				expect(told).not.toContain('The mean is 7 ');
			})
		);
	});

	test('the table says what the ends mean and lists every number, also those nobody gave', () => {
		const { rows } = scale.table(involved, tally, 'de');
		expect(rows.map(({ label }) => plain(label))).toEqual([
			'1 = gar nicht',
			...['2', '3', '4', '5', '6', '7', '8', '9'],
			'10 = sehr gut',
			'Weiß nicht'
		]);
	});
});

describe('a natural frequency', () => {
	test('is about the upper two fifths of the scale', () => {
		expect([
			upperFrom({ from: 1, to: 10 }),
			upperFrom({ from: 1, to: 5 }),
			upperFrom({ from: 0, to: 10 }),
			upperFrom({ from: 1, to: 2 })
		]).toEqual([7, 4, 7, 2]);
	});

	test.each([
		[4, 5, 'exactly', 4, 5],
		[3, 7, 'exactly', 3, 7],
		[80, 100, 'exactly', 4, 5],
		[30, 37, 'more_than', 4, 5],
		[29, 37, 'almost', 4, 5],
		[1, 100, 'fewer_than', 1, 10],
		[99, 100, 'more_than', 9, 10],
		[0, 40, 'nobody', 0, 40],
		[40, 40, 'everybody', 40, 40]
	])('%i of %i is told as %s %i of %i', (count, people, kind, part, of) => {
		expect(frequencyOf(count, people)).toEqual({ kind, part, of });
	});

	test('is never false and never far off', () => {
		const people = fc.integer({ min: 1, max: 100_000 });
		const pair = people.chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
		fc.assert(
			fc.property(pair, ([count, n]) => {
				const { kind, part, of } = frequencyOf(count, n);
				const [share, said] = [count / n, part / of];
				if (kind === 'nobody') expect(count).toBe(0);
				else if (kind === 'everybody') expect(count).toBe(n);
				else if (kind === 'exactly') expect(count * of).toBe(part * n);
				else if (kind === 'more_than') expect(count * of).toBeGreaterThan(part * n);
				else expect(count * of).toBeLessThan(part * n);
				if (kind === 'almost') expect(said - share).toBeLessThanOrEqual(0.05 + 1e-9);
				expect(Math.abs(said - share)).toBeLessThanOrEqual(0.1 + 1e-9);
			}),
			{ numRuns: 2000 }
		);
	});

	test.each([
		[{ 7: 3, 2: 1 }, 'de', '3 von 4 gaben 7 oder mehr.'],
		[{ 7: 1, 2: 3 }, 'de', '1 von 4 gab 7 oder mehr.'],
		[{ 2: 4 }, 'de', 'Niemand gab 7 oder mehr.'],
		[{ 9: 4 }, 'de', 'Alle gaben 7 oder mehr.'],
		[{ 7: 29, 2: 8 }, 'de', 'Fast 4 von 5 gaben 7 oder mehr.'],
		[{ 7: 1, 2: 99 }, 'de', 'Weniger als 1 von 10 gaben 7 oder mehr.'],
		[{ 7: 29, 2: 8 }, 'en', 'Almost 4 of 5 gave 7 or more.'],
		[{ 7: 29, 2: 8 }, 'ar', 'أعطى ما يقارب 4 من كل 5 القيمة 7 أو أكثر.']
	])('%j in %s: %s', (counts: Record<string, number>, locale, phrase) => {
		const ballots = Object.values(counts).reduce((sum, count) => sum + count, 0);
		expect(scale.sentence(involved, { ballots, counts }, locale)).toContain(phrase);
	});
});

describe('a config is refused', () => {
	test.each([
		['that goes nowhere', { from: 5, to: 5 }, { to: 'to_not_above_from' }],
		['that goes backwards', { from: 5, to: 1 }, { to: 'to_not_above_from' }],
		['with more than eleven values', { from: 1, to: 12 }, { to: 'scale_too_long' }],
		['with half numbers', { from: 0.5 }, { from: 'number_invalid' }],
		['far below zero', { from: -11, to: -5 }, { from: 'number_too_small' }],
		['far above a hundred', { from: 95, to: 101 }, { to: 'number_too_large' }],
		['without the meaning of the low end', { low: {} }, { low: 'text_missing' }],
		['with an empty meaning of the high end', { high: { de: '' } }, { 'high.de': 'text_missing' }],
		['with an endless meaning', { high: { de: 'x'.repeat(81) } }, { 'high.de': 'text_too_long' }]
	])('%s', (_, wrong, problems) => {
		expect(problemsWith('scale', { ...involved, ...wrong })).toEqual(problems);
	});

	test('in the main language both ends need a text', () => {
		const config = scale.configFromForm(
			formOf({ from: '1', to: '10', 'low.ar': 'إطلاقًا', 'high.de': 'sehr gut' }),
			['de', 'ar']
		);
		expect(problemsWith('scale', config)).toEqual({ 'low.de': 'text_missing' });
	});
});
