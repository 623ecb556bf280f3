import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTimes, type AskedTime } from '#lib/formats/live/compare/comparison.ts';
import { comparisonCsv } from '#lib/formats/live/compare/comparison-csv.ts';
import { comparisonSentence } from '#lib/formats/live/compare/comparison-text.ts';
import { changeOf } from '#lib/formats/live/compare/parts.ts';
import { hiddenShares } from '#lib/formats/live/compare/small-cells.ts';
import { isExplainedByFew } from '#lib/formats/live/compare/who-came-once.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { counted, everySample, locales } from '../questions/samples.ts';

const k = 5;

const options = (...ids: string[]) => ids.map((id) => ({ id, label: { de: id } }));
const choice = (ids: string[], max = 1) => ({
	type: 'choice',
	prompt: { de: 'Was fehlt?' },
	config: { options: options(...ids), min: 1, max, noneOfThese: false }
});
const scale = (to: number) => ({
	type: 'scale',
	prompt: { de: 'Wie gut?' },
	config: { from: 1, to, low: { de: 'schlecht' }, high: { de: 'gut' }, dontKnow: true }
});

/** So many people for each key. */
const said = (counts: Record<string, number>) =>
	tallyOf(Object.entries(counts).flatMap(([key, n]) => Array.from({ length: n }, () => [key])));

const time = (
	key: string,
	asked: AskedTime['asked'],
	counts: Record<string, number>
): AskedTime => ({ key, label: key, asked, tally: said(counts) });

const values = (comparison: ReturnType<typeof compareTimes>) =>
	Object.fromEntries(
		comparison.parts.map((part) => [part.key, part.values.map((told) => told?.people ?? null)])
	);

describe('small cells', () => {
	const line = fc.array(fc.nat(30), { minLength: 1, maxLength: 8 });

	test('are never shown, and nobody finds them as what is left of all', () => {
		fc.assert(
			fc.property(line, fc.nat(6), fc.integer({ min: 3, max: 9 }), (counts, unnamed, k) => {
				const people = counts.reduce((sum, count) => sum + count, unnamed);
				const hidden = hiddenShares(counts, people, [], k);
				const shown = counts.filter((_, n) => !hidden[n]);
				expect(shown.filter((count) => count > 0 && count < k)).toEqual([]);
				expect(shown.filter((count) => people - count > 0 && people - count < k)).toEqual([]);
				const rest = people - shown.reduce((sum, count) => sum + count, 0);
				// What is not shown is nobody, or so many people that each cell of it may be anything up to k.
				if (people >= k) expect(rest === 0 || rest >= k).toBe(true);
			})
		);
	});

	test('of rows that are left out count as well: what they have is not found by subtraction', () => {
		expect(hiddenShares([20, 10, 2], 32, [false, false, true], k)).toEqual([false, true, true]);
	});

	test('hide nothing where everybody is in large company', () => {
		expect(hiddenShares([20, 10, 0], 30, [], k)).toEqual([false, false, false]);
	});
});

describe('two rounds with almost the same people', () => {
	test('are not compared where the one who came late could have made all of the difference', () => {
		const before = said({ a: 6, b: 6 });
		expect(isExplainedByFew(before, said({ a: 7, b: 6 }), { before: 0, after: 1 }, k)).toBe(true);
		expect(isExplainedByFew(before, said({ a: 9, b: 4 }), { before: 0, after: 1 }, k)).toBe(false);
	});

	test('are compared where the same people answered, or enough others', () => {
		const before = said({ a: 6, b: 6 });
		expect(isExplainedByFew(before, said({ a: 7, b: 5 }), { before: 0, after: 0 }, k)).toBe(false);
		expect(isExplainedByFew(before, said({ a: 12, b: 6 }), { before: 0, after: 6 }, k)).toBe(false);
	});

	test('are not compared where people were counted who are not in the tally yet', () => {
		const before = said({ a: 6, b: 6 });
		for (const once of [
			{ before: -1, after: 0 },
			{ before: 6, after: -1 }
		])
			expect(isExplainedByFew(before, said({ a: 3, b: 9 }), once, k)).toBe(true);
	});

	test('are not compared where many left and one came late: the one stands alone all the same', () => {
		const before = said({ a: 10, b: 20 });
		const once = { before: 6, after: 1 };
		expect(isExplainedByFew(before, said({ a: 11, b: 14 }), once, k)).toBe(true);
		// Nobody can tell the one from those who left and said the same.
		expect(isExplainedByFew(before, said({ a: 10, b: 15 }), once, k)).toBe(false);
		expect(isExplainedByFew(said({ a: 11, b: 14 }), before, { before: 1, after: 6 }, k)).toBe(true);
	});

	test('whoever subtracts what the few said is always found out, if nobody else changed their mind', () => {
		const of = (keys: string[]) => tallyOf(keys.map((key) => [key]));
		const answer = fc.constantFrom('a', 'b', 'c');
		const stayed = fc.array(answer, { minLength: 5, maxLength: 20 });
		const some = fc.array(answer, { maxLength: 12 });
		fc.assert(
			fc.property(stayed, some, some, (stayed, left, came) => {
				const once = { before: left.length, after: came.length };
				const isFew = (n: number) => n > 0 && n < k;
				const isFound = isExplainedByFew(
					of([...stayed, ...left]),
					of([...stayed, ...came]),
					once,
					k
				);
				// What more of them said than of the others is known of them.
				const known = (some: string[], others: string[]) =>
					['a', 'b', 'c'].some(
						(key) =>
							some.filter((one) => one === key).length > others.filter((one) => one === key).length
					);
				const isTold =
					(isFew(came.length) && known(came, left)) || (isFew(left.length) && known(left, came));
				if (isTold) expect(isFound).toBe(true);
				if (!isFew(left.length) && !isFew(came.length)) expect(isFound).toBe(false);
			})
		);
	});

	test('stand there with their reason and without numbers', () => {
		const asked = choice(['a', 'b']);
		const rounds = [time('1', asked, { a: 6, b: 6 }), time('2', asked, { a: 7, b: 6 })];
		const comparison = compareTimes(rounds, 'de', k, () => ({ before: 0, after: 1 }));
		expect(comparison.times.map(({ leftOut }) => leftOut)).toEqual(['cameOnce', null]);
		expect(comparison.parts).toEqual([]);
		expect(comparisonSentence(comparison, 'en')).toContain('says nothing about whether anybody');
	});
});

describe('a comparison', () => {
	test('tells the shares of each time and by how many percentage points they differ', () => {
		const asked = choice(['a', 'b']);
		const comparison = compareTimes(
			[time('2025', asked, { a: 10, b: 30 }), time('2026', asked, { a: 15, b: 15 })],
			'de',
			k
		);
		expect(values(comparison)).toEqual({ a: [10, 15], b: [30, 15] });
		expect(changeOf(comparison.parts[0]!)).toBeCloseTo(0.25);
		expect(comparisonSentence(comparison, 'en').replace(/[\u2068\u2069]/g, '')).toBe(
			'What changed most is a: first 25%, at last 50% (+25 percentage points).'
		);
	});

	test('leaves out a time with fewer than k people, also from the file', () => {
		const asked = choice(['a', 'b']);
		const comparison = compareTimes(
			[
				time('2024', asked, { a: 4 }),
				time('2025', asked, { a: 10, b: 30 }),
				time('2026', asked, { a: 15, b: 15 })
			],
			'de',
			k
		);
		expect(comparison.times.map(({ leftOut }) => leftOut)).toEqual(['few', null, null]);
		expect(comparisonCsv(comparison, 'de')).not.toContain('2024');
	});

	test('of times with too few people each says so, and not that the type cannot be compared', () => {
		const asked = choice(['a', 'b']);
		const few = [time('2025', asked, { a: 4 }), time('2026', asked, { b: 3 })];
		const comparison = compareTimes(few, 'de', k);
		expect(comparison.kind).toBe('shares');
		expect(comparison.times.map(({ leftOut }) => leftOut)).toEqual(['few', 'few']);
	});

	test('compares only the options that there were each time, and names the others', () => {
		const comparison = compareTimes(
			[
				time('2025', choice(['a', 'b', 'c']), { a: 10, b: 20, c: 10 }),
				time('2026', choice(['a', 'b', 'd']), { a: 10, b: 10, d: 20 })
			],
			'de',
			k
		);
		expect(values(comparison)).toEqual({ a: [10, 10], b: [20, 10] });
		expect([...comparison.onlySometimes].sort()).toEqual(['c', 'd']);
		expect(comparison.times[0]!.changes.map(({ kind }) => kind)).toEqual(['removed', 'added']);
		expect(comparison.times[1]!.changes).toEqual([]);
	});

	test('warns of other words, in the language in which they differ', () => {
		const asked = choice(['a', 'b']);
		const before = { ...asked, prompt: { de: 'Was fehlt am Platz?' } };
		const [first] = compareTimes(
			[time('2025', before, { a: 10, b: 30 }), time('2026', asked, { a: 15, b: 15 })],
			'de',
			k
		).times;
		expect(first).toMatchObject({
			leftOut: null,
			changes: [
				{
					kind: 'wording',
					of: 'prompt',
					language: 'de',
					before: 'Was fehlt am Platz?',
					after: 'Was fehlt?'
				}
			]
		});
	});

	test.each([
		['another scale', scale(5), scale(10), 'otherMeasure'],
		['several answers instead of one', choice(['a', 'b'], 2), choice(['a', 'b']), 'otherMeasure'],
		['another type', scale(5), choice(['a', 'b']), 'otherType']
	])('does not compare %s', (_, before, after, leftOut) => {
		const comparison = compareTimes(
			[time('2025', before, { '3': 10, a: 10 }), time('2026', after, { '3': 10, a: 10 })],
			'de',
			k
		);
		expect(comparison.times[0]!.leftOut).toBe(leftOut);
		expect(comparison.parts).toEqual([]);
	});

	test('of scales is one of means, of those who gave a number', () => {
		const comparison = compareTimes(
			[time('2025', scale(10), { '4': 10, dontKnow: 3 }), time('2026', scale(10), { '6': 12 })],
			'de',
			k
		);
		expect(comparison.parts[0]!.values).toEqual([
			{ value: 4, people: 10, length: 0.4 },
			{ value: 6, people: 12, length: 0.6 }
		]);
	});

	test('shows no mean of fewer than k who gave a number', () => {
		const comparison = compareTimes(
			[time('2025', scale(10), { '4': 2, dontKnow: 13 }), time('2026', scale(10), { '6': 12 })],
			'de',
			k
		);
		expect(comparison.parts[0]!.values[0]).toBeNull();
	});

	test.each([
		['one said 2 and all others 1', { '1': 9, '2': 1 }],
		['one said 4 and all others 5', { '4': 1, '5': 9 }],
		['two are a step above the rest', { '1': 8, '2': 1, '4': 1 }]
	])('shows no mean that tells what a few said: %s', (_, counts) => {
		const comparison = compareTimes(
			[time('2025', scale(5), counts), time('2026', scale(5), { '1': 5, '2': 5 })],
			'de',
			k
		);
		expect(comparison.parts[0]!.values.map((told) => told?.value ?? null)).toEqual([null, 1.5]);
	});

	test('tells the mean of people who all said the same, and in the file with one decimal', () => {
		const comparison = compareTimes(
			[time('2025', scale(5), { '1': 12 }), time('2026', scale(5), { '2': 7, '3': 14 })],
			'de',
			k
		);
		expect(comparisonCsv(comparison, 'de')).toContain(',1,12,2.7,21,1.7\r\n');
	});

	test('says that nothing that can be shown changed, where a hidden value may have', () => {
		const asked = choice(['a', 'b', 'c', 'd']);
		const [before, after] = [
			{ a: 20, b: 20, c: 3, d: 5 },
			{ a: 20, b: 20, c: 4, d: 4 }
		];
		const said = (one: Record<string, number>, other: Record<string, number>) =>
			comparisonSentence(
				compareTimes([time('2025', asked, one), time('2026', asked, other)], 'en', k),
				'en'
			);
		expect(said(before, after)).toBe(
			'Of what can be shown, nothing changed between the first and the last time.'
		);
		expect(said({ a: 20, b: 20 }, { a: 20, b: 20 })).toBe(
			'Nothing changed between the first and the last time.'
		);
	});

	test('of words joins their spellings and tells no word that few people said', () => {
		const asked = { type: 'words', prompt: { de: 'Ein Wort?' }, config: { maxWords: 3 } };
		const comparison = compareTimes(
			[
				time('2025', asked, { Bäume: 4, bäume: 4, Ruhe: 6, Geheim: 1 }),
				time('2026', asked, { Bäume: 9, Ruhe: 7, Leise: 3 })
			],
			'de',
			k
		);
		expect(comparison.parts.map(({ label }) => label)).toEqual(['Bäume']);
		// Of the second word too few would be left beside it.
		expect(comparison.tooRare).toBe(3);
		expect(comparisonCsv(comparison, 'de')).not.toMatch(/Geheim|Leise/);
	});
});

describe.each(everySample)('results of %s', (_, sample) => {
	const { type, config } = sample;
	const many = fc.array(sample.answer, { minLength: 5, maxLength: 30 });
	const timeOf = (key: string, answers: Parameters<typeof counted>[1]): AskedTime => ({
		key,
		label: key,
		asked: { type: type.key, prompt: { de: 'Frage?' }, config },
		tally: counted(sample, answers)
	});

	test('are compared, or it is said that they are not; no cell tells about fewer than k people', () => {
		fc.assert(
			fc.property(many, many, fc.constantFrom(...locales), (one, other, locale) => {
				const comparison = compareTimes([timeOf('1', one), timeOf('2', other)], locale, k);
				const isCompared = !['text', 'information', 'consent'].includes(type.key);
				expect(comparison.kind !== 'none').toBe(isCompared);
				expect(comparisonSentence(comparison, locale)).not.toBe('');
				for (const { values } of comparison.parts)
					for (const told of values) {
						if (!told) continue;
						expect(told.people === 0 || told.people >= k).toBe(true);
						expect(told.length).toBeGreaterThanOrEqual(0);
						expect(told.length).toBeLessThanOrEqual(1);
					}
			}),
			{ numRuns: 30 }
		);
	});

	test('do not differ from themselves', () => {
		fc.assert(
			fc.property(many, (answers) => {
				const comparison = compareTimes([timeOf('1', answers), timeOf('2', answers)], 'de', k);
				for (const part of comparison.parts) expect(changeOf(part) ?? 0).toBe(0);
				expect(comparison.times.flatMap(({ changes }) => changes)).toEqual([]);
			}),
			{ numRuns: 30 }
		);
	});
});
