import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostKeys } from '#lib/questions/contract.ts';
import { points, type PointsConfig } from '#lib/questions/points/index.ts';
import { pointKeys } from '#lib/questions/points/result.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { plain, problemsWith, reasonFor } from './samples.ts';

const square: PointsConfig = {
	options: ['baenke', 'licht', 'wasser'].map((id) => ({ id, label: { de: id } })),
	total: 10,
	mustUseAll: true
};

describe('an answer is refused', () => {
	test.each([
		['without any point', {}, 'answer_missing'],
		['with zeros only', { licht: 0 }, 'answer_missing'],
		['with too many points', { licht: 8, baenke: '5' }, 'points_over_13'],
		['with points left over', { licht: 8 }, 'points_under_8'],
		['with half a point', { licht: 9.5, baenke: 0.5 }, 'points_not_whole'],
		['with less than nothing', { licht: 12, baenke: -2 }, 'points_not_whole'],
		['with a word for a number', { licht: 'zehn' }, 'points_not_whole'],
		['for an option that is not there', { brunnen: 10 }, 'option_unknown'],
		['for one that every object has', { constructor: 10 }, 'option_unknown'],
		['when it is a list', [10], 'option_unknown']
	] as const)('%s', (_, answer, reason) => {
		const found = reasonFor('points', square, answer);
		if (Array.isArray(answer)) expect(found).not.toBeNull();
		else expect(found).toBe(reason);
	});

	test('but what is left over is no fault where that is allowed', () => {
		expect(reasonFor('points', { ...square, mustUseAll: false }, { licht: 8 })).toBeNull();
	});

	test('and the message tells by how much', () => {
		expect(points.answerProblem(square, 'points_over_13', 'de')).toBe(
			'Das sind 3 zu viel: Es gibt 10 Punkte, Sie haben 13 verteilt.'
		);
		expect(points.answerProblem(square, 'points_under_8', 'en')).toBe(
			'2 are missing: please give all 10 points, so far there are 8.'
		);
	});
});

test('texts of numbers, in any digits, are stored as numbers, and zeros not at all', () => {
	const read = points.answerSchema(square).parse({ wasser: ' 3 ', licht: '0', baenke: '٧' });
	expect(read).toEqual({ baenke: 7, wasser: 3 });
	expect(Object.keys(read)).toEqual(['baenke', 'wasser']);
});

test('sums and means are those of the ballots, though only powers of two are counted', () => {
	const hundred = { ...square, total: 100 };
	const answer = fc
		.tuple(fc.nat(100), fc.nat(100))
		.map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)
		.map(([low, high]) => ({ baenke: low, licht: high - low, wasser: 100 - high }));
	fc.assert(
		fc.property(fc.array(answer, { maxLength: 40 }), (ballots) => {
			const schema = points.answerSchema(hundred);
			const tally = tallyOf(ballots.map((raw) => points.tallyKeys(hundred, schema.parse(raw))));
			for (const { key, count, figures } of points.table(hundred, tally, 'de').rows) {
				const given = ballots.map((raw) => raw[key as keyof typeof raw]);
				const sum = given.reduce((one, other) => one + other, 0);
				expect(figures!['sum']).toBe(sum);
				expect(figures!['mean']).toBe(ballots.length > 0 ? sum / ballots.length : null);
				expect(count).toBe(given.filter((some) => some > 0).length);
			}
		})
	);
});

test('any number of points up to the most is told apart by its keys, and a snapshot carries them all', () => {
	const keys = Array.from({ length: 100 }, (_, n) => pointKeys('p', n + 1));
	expect(new Set(keys.map((own) => own.join(' '))).size).toBe(100);
	expect(20 * new Set(keys.flat()).size).toBeLessThanOrEqual(mostKeys);
	expect(problemsWith('points', { ...square, total: 101 })).toEqual({ total: 'number_too_large' });
});

test('the sentence says the highest mean, and nothing where all are equal', () => {
	const told = (ballots: Record<string, number>[]) =>
		plain(
			points.sentence(square, tallyOf(ballots.map((raw) => points.tallyKeys(square, raw))), 'de')
		);
	expect(told([{ licht: 7, baenke: 3 }, { licht: 10 }])).toBe(
		'2 Menschen haben geantwortet. Im Mittel die meisten Punkte: licht (8,5 von 10).'
	);
	expect(told([{ licht: 5, baenke: 5 }])).toBe('Eine Person hat geantwortet.');
});
