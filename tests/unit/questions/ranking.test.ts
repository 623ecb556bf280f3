import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostKeys } from '#lib/questions/contract.ts';
import { ranking, type RankingConfig } from '#lib/questions/ranking/index.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { locales, plain, problemsWith, reasonFor } from './samples.ts';

const ids = ['schatten', 'baenke', 'wasser', 'licht'];
const square: RankingConfig = {
	options: ids.map((id) => ({ id, label: { de: id } })),
	max: 3
};
const tallied = (ballots: readonly string[][]) =>
	tallyOf(ballots.map((answer) => ranking.tallyKeys(square, answer)));

describe('an answer is refused', () => {
	test.each([
		['without a first choice', [], 'answer_missing'],
		['with more than there are places', ids, 'too_many'],
		['with an option on two places', ['licht', 'licht'], 'option_twice'],
		['with an option that is not there', ['brunnen'], 'option_unknown'],
		['when it is no list', 'licht', 'answer_malformed']
	] as const)('%s', (_, answer, reason) => {
		expect(reasonFor('ranking', square, answer)).toBe(reason);
		for (const locale of locales)
			expect(ranking.answerProblem(square, reason, locale)).toMatch(/[.؟]$/);
	});
});

test('the order is kept, and a place left empty is closed up', () => {
	const form = new FormData();
	for (const id of ['', 'licht', 'baenke']) form.append('answer', id);
	const read = ranking.answerSchema(square).parse(ranking.answerFromForm(square, form));
	expect(read).toEqual(['licht', 'baenke']);
	expect(ranking.answerText!(square, read, 'de')).toBe('1. licht, 2. baenke');
});

test('points, first choices and mean ranks are those that counting ballot by ballot gives', () => {
	const answer = fc.shuffledSubarray(ids, { minLength: 1, maxLength: 3 });
	fc.assert(
		fc.property(fc.array(answer, { maxLength: 30 }), (ballots) => {
			for (const { key, count, figures } of ranking.table(square, tallied(ballots), 'de').rows) {
				const ranks = ballots.map((said) => said.indexOf(key) + 1).filter((rank) => rank > 0);
				expect(count).toBe(ranks.length);
				expect(figures!['points']).toBe(ranks.reduce((sum, rank) => sum + 4 - rank, 0));
				expect(figures!['first']).toBe(ranks.filter((rank) => rank === 1).length);
				if (ranks.length === 0) expect(figures!['rank']).toBeNull();
				else
					expect(figures!['rank']).toBeCloseTo(
						ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length
					);
			}
		})
	);
});

test('all points given are six per full ballot, whatever the order', () => {
	const full = fc.shuffledSubarray(ids, { minLength: 3, maxLength: 3 });
	fc.assert(
		fc.property(fc.array(full, { maxLength: 30 }), (ballots) => {
			const { rows } = ranking.table(square, tallied(ballots), 'de');
			expect(rows.reduce((sum, { figures }) => sum + figures!['points']!, 0)).toBe(
				6 * ballots.length
			);
		})
	);
});

test('who is most often first need not have most points, and the sentence says both', () => {
	const tally = tallied([
		['schatten'],
		['schatten'],
		['baenke', 'licht'],
		['licht', 'baenke'],
		['wasser', 'baenke']
	]);
	expect(plain(ranking.sentence(square, tally, 'de'))).toBe(
		'5 Menschen haben geantwortet. Die meisten Punkte: baenke (7 von höchstens 15). Am häufigsten erste Wahl: schatten (2 von 5). Punkte: 3 für die erste Wahl, mit jedem Platz einer weniger.'
	);
});

test('a snapshot carries all counts of the longest ranking', () => {
	expect(20 * (1 + 20)).toBeLessThanOrEqual(mostKeys);
	expect(problemsWith('ranking', { ...square, max: 5 })).toEqual({ max: 'max_above_options' });
	const options = Array.from({ length: 21 }, (_, n) => ({ id: `p${n}`, label: { de: `${n}` } }));
	expect(problemsWith('ranking', { options, max: 3 })).toEqual({ options: 'options_above_20' });
});
