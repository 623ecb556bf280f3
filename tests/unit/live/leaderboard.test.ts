import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInCaution, cautionLocales } from '#lib/core/moderation/words/built-in.ts';
import { foldedEntry, needsCaution } from '#lib/core/moderation/words/match.ts';
import { boardOf, mostOnBoard, ranked } from '#lib/formats/live/quiz/board.ts';
import { adjectives, animals } from '#lib/formats/live/quiz/nickname-words.ts';
import { drawPair, nicknameText } from '#lib/formats/live/quiz/nickname.ts';
import { digitsText, heard, leftUntil, wholeSeconds } from '#lib/formats/live/timer/time-left.ts';
import { choice } from '#lib/questions/choice/index.ts';

const people = fc
	.uniqueArray(fc.tuple(fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 3 })), {
		selector: String,
		maxLength: 40
	})
	.chain((names) =>
		fc
			.array(fc.nat(5), { minLength: names.length, maxLength: names.length })
			.map((points) => names.map((name, n) => ({ name, points: points[n]! })))
	);

describe('the ranking', () => {
	test('nobody with fewer points is further up, and equal points are an equal place', () => {
		fc.assert(
			fc.property(people, (players) => {
				const places = ranked(players);
				for (const one of places) {
					expect(one.place).toBe(players.filter(({ points }) => points > one.points).length + 1);
				}
				expect(ranked(players.toReversed())).toEqual(places);
			})
		);
	});

	test('the board shows at most five, all with a point, and says how many more are level with the last', () => {
		fc.assert(
			fc.property(people, fc.integer({ min: 3, max: 10 }), (players, k) => {
				const board = boardOf(ranked(players), k);
				expect(board === null).toBe(players.length < k);
				if (!board) return;
				expect(board.top.length).toBeLessThanOrEqual(mostOnBoard);
				expect(board.top.every(({ points }) => points > 0)).toBe(true);
				const last = board.top.at(-1)?.points;
				const level = players.filter(({ points }) => points === last).length;
				const shown = board.top.filter(({ points }) => points === last).length;
				expect(board.tied).toBe(last ? level - shown : 0);
			})
		);
	});
});

describe('drawn names', () => {
	test('are different from each other in every language', () => {
		const pairs = adjectives.flatMap((_, a) => animals.map((_, b) => [a, b, 1] as const));
		for (const locale of ['de', 'en', 'ar', 'de-simple']) {
			const texts = pairs.map((pair) => nicknameText(pair, locale));
			expect(new Set(texts).size).toBe(pairs.length);
		}
		expect(pairs.length).toBeGreaterThan(700);
	});

	test('bend the words as the language does', () => {
		const of = (adjective: string, animal: string, locale: string, number = 1) =>
			nicknameText(
				[
					adjectives.findIndex(({ en }) => en === adjective),
					animals.findIndex(({ en }) => en === animal),
					number
				],
				locale
			);
		expect(of('quick', 'hedgehog', 'de')).toBe('Flinker Igel');
		expect(of('quick', 'bee', 'de')).toBe('Flinke Biene');
		expect(of('quick', 'deer', 'de')).toBe('Flinkes Reh');
		expect(of('quick', 'bee', 'ar')).toBe('نحلة سريعة');
		expect(of('quick', 'hedgehog', 'ar')).toBe('قنفذ سريع');
		expect(of('wise', 'bee', 'en', 2)).toBe('Wise bee 2');
	});

	test('have no word of the caution list in any language', () => {
		const caution = new Set(cautionLocales.flatMap((tag) => builtInCaution[tag].map(foldedEntry)));
		for (const [a] of adjectives.entries())
			for (const [b] of animals.entries())
				for (const locale of ['de', 'en', 'ar'])
					expect(needsCaution(caution, nicknameText([a, b, 1], locale))).toBe(false);
	});

	test('are drawn from the lists', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
				const [adjective, animal] = drawPair((below) => Math.floor(chance * below));
				expect(adjectives[adjective]).toBeDefined();
				expect(animals[animal]).toBeDefined();
			})
		);
	});
});

describe('the time left', () => {
	test('is the server’s, whatever the clock of the phone says', () => {
		const server = Date.parse('2026-11-27T12:00:00Z');
		const closesAt = '2026-11-27T12:00:30.000Z';
		fc.assert(
			fc.property(fc.nat(1_000_000), fc.nat(60_000), (heardAt, later) => {
				const left = leftUntil(closesAt, heard(server, heardAt), heardAt + later);
				expect(left).toBe(Math.max(0, 30_000 - later));
			})
		);
	});

	test('says 0 only when nothing is left', () => {
		expect([1, 999, 1000, 1001, 0].map(wholeSeconds)).toEqual([1, 1, 1, 2, 0]);
		expect(digitsText(65, 'de')).toBe('1:05');
		expect(digitsText(9, 'en')).toBe('0:09');
	});
});

test('an answer is right when all that is right was chosen, and nothing else', () => {
	const config = {
		options: ['a', 'b', 'c'].map((id) => ({ id, label: { de: id } })),
		min: 1,
		max: 3,
		noneOfThese: false,
		right: ['a', 'b']
	};
	const isRight = (answer: string[]) => choice.knowledge!.isRight(config, answer);
	expect([['a', 'b'], ['b', 'a'], ['a'], ['a', 'b', 'c'], ['c'], []].map(isRight)).toEqual([
		true,
		true,
		false,
		false,
		false,
		false
	]);
});
