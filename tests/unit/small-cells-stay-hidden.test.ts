import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publish, type ReleasedObservation } from '#lib/core/indicators/published.ts';
import type { Cell } from '#lib/core/indicators/schema.ts';
import { differenceTells, hiddenParts, tooFew } from '#lib/core/indicators/small-cells.ts';
import { isSmall } from '#lib/platform/suppression/small.ts';

const size = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 200 }));
/** A part with hits and others; nobody may be in both, so that they add up to the people. */
const split = fc
	.tuple(size, size)
	.map(([hits, others]) => ({ people: hits + others, groups: [hits, others] }));
const whole = size.map((people) => ({ people, groups: [] as number[] }));
const tables = fc.oneof(fc.array(split, { maxLength: 12 }), fc.array(whole, { maxLength: 12 }));
const smallest = fc.integer({ min: 3, max: 10 });

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
const columns = (parts: { people: number; groups: number[] }[]) =>
	parts.map(({ people, groups }) => [people, ...groups]);

describe('the parts of a published total', () => {
	test('no shown part is about too few people', () => {
		fc.assert(
			fc.property(tables, smallest, (parts, k) => {
				const hidden = hiddenParts(parts, k);
				parts.forEach((part, index) => expect(hidden[index] || !tooFew(part, k)).toBe(true));
			})
		);
	});

	test('the total minus any shown parts tells about nobody or about k people and more, never about one hidden part', () => {
		fc.assert(
			fc.property(tables, smallest, fc.infiniteStream(fc.boolean()), (parts, k, coins) => {
				const total = columns(parts).reduce<number[]>(
					(all, row) => row.map((one, i) => one + (all[i] ?? 0)),
					[]
				);
				fc.pre(total.every((one) => !isSmall(one, k)));
				const hidden = hiddenParts(parts, k);
				const kept = parts.filter((_, index) => hidden[index]);
				if (kept.length > 0)
					expect(kept.filter(({ people }) => people > 0).length).toBeGreaterThanOrEqual(2);
				// Somebody subtracts some of what is shown from the total, in every column.
				const subtracted = parts.filter((_, index) => !hidden[index] && coins.next().value);
				const rest = total.map(
					(all, column) => all - sum(columns(subtracted).map((row) => row[column]!))
				);
				rest.forEach((left) => expect(isSmall(left, k)).toBe(false));
			})
		);
	});

	test('nothing is hidden where every part is large enough', () => {
		expect(
			hiddenParts(
				[
					{ people: 5, groups: [] },
					{ people: 0, groups: [] }
				],
				5
			)
		).toEqual([false, false]);
	});

	test('beside one small part the next smallest is hidden too', () => {
		const parts = [30, 3, 9, 50].map((people) => ({ people, groups: [] }));
		expect(hiddenParts(parts, 5)).toEqual([false, true, true, false]);
	});

	test('two small parts that together are still too few take a third with them', () => {
		const parts = [30, 2, 2, 50].map((people) => ({ people, groups: [] }));
		expect(hiddenParts(parts, 5)).toEqual([true, true, true, false]);
	});
});

test('two numbers about partly the same people must not differ by a few', () => {
	const of = (people: number, groups: number[] = []) => ({ people, groups });
	expect(differenceTells(of(30), of(31), 5)).toBe(true);
	expect(differenceTells(of(30), of(35), 5)).toBe(false);
	expect(differenceTells(of(30), of(30), 5)).toBe(false);
	expect(differenceTells(of(40, [20, 20]), of(50, [21, 29]), 5)).toBe(true);
});

describe('what is published of an observation', () => {
	const cell = (key: string, people: number): Cell => ({
		key,
		n: people,
		missing: 0,
		people,
		groups: [],
		value: 7
	});
	type Computed = Extract<ReleasedObservation, { source: 'computed' }>;
	const observation = (different: Partial<Computed>): Computed => ({
		source: 'computed',
		entry: null,
		id: 'one',
		indicatorKey: '540-3.1b',
		definitionVersion: 1,
		definition: {
			facts: { format: 'live', kinds: ['answer'] },
			filter: { finalOnly: true },
			metric: { operation: 'mean' }
		},
		value: 7.4,
		numerator: 222,
		denominator: 30,
		n: 30,
		missing: 6,
		people: 30,
		groups: [],
		inputsHash: 'a',
		breakdown: { activities: [cell('a', 20), cell('b', 10)], periods: [] },
		releasedAt: new Date('2026-05-04'),
		correctsId: null,
		correctionReason: null,
		...different
	});
	const nothing = {
		value: null,
		numerator: null,
		denominator: null,
		n: null,
		missing: null,
		activities: [],
		periods: []
	};

	test('everything, where enough people stand behind it', () => {
		const [shown] = publish([observation({})], 5);
		expect(shown).toMatchObject({
			value: 7.4,
			numerator: 222,
			denominator: 30,
			n: 30,
			missing: 6,
			withheld: null
		});
		expect(shown!.activities).toEqual([
			{ key: 'a', n: 20, value: 7 },
			{ key: 'b', n: 10, value: 7 }
		]);
	});

	test('no number at all of four people, and the reason', () => {
		expect(publish([observation({ people: 4, n: 4 })], 5)).toMatchObject([
			{ ...nothing, withheld: 'small_group' }
		]);
	});

	test('no share of which four people are one side', () => {
		expect(publish([observation({ groups: [26, 4] })], 5)).toMatchObject([
			{ ...nothing, withheld: 'small_group' }
		]);
		expect(publish([observation({ groups: [30, 0] })], 5)).toMatchObject([{ withheld: null }]);
	});

	test('how many said "don\'t know" only from k on', () => {
		expect(publish([observation({ missing: 2 })], 5)).toMatchObject([
			{ value: 7.4, missing: null }
		]);
		expect(publish([observation({ missing: 0 })], 5)).toMatchObject([{ missing: 0 }]);
	});

	test.for([
		['by two', { missing: 8 }, null],
		['by as many as k', { missing: 11, n: 35, people: 35 }, 11],
		['by as many as k, but all who were asked by two', { missing: 11, n: 27, people: 20 }, null]
	] as [string, object, number | null][])(
		'not how many said "don\'t know" in an older value that differs %s',
		([, different, missing]) => {
			const [newer, older] = publish(
				[observation({ missing: 6 }), observation({ id: 'older', ...different })],
				5
			);
			expect(newer).toMatchObject({ missing: 6, withheld: null });
			expect(older).toMatchObject({ missing, withheld: null });
		}
	);

	test('not the older value of the same activity that differs by two people', () => {
		const older = observation({ id: 'older', people: 28, n: 28 });
		expect(publish([observation({}), older], 5)).toMatchObject([
			{ value: 7.4 },
			{ ...nothing, withheld: 'small_difference' }
		]);
	});

	test('the older value of another activity, however close', () => {
		const older = observation({
			id: 'older',
			people: 28,
			n: 28,
			breakdown: { activities: [cell('c', 28)], periods: [] }
		});
		expect(publish([observation({}), older], 5)).toMatchObject([
			{ withheld: null },
			{ withheld: null, n: 28 }
		]);
	});

	test('not the parts of an older value of which one differs by a few people', () => {
		const older = observation({
			id: 'older',
			people: 20,
			n: 20,
			breakdown: { activities: [cell('a', 18), cell('d', 2)], periods: [] }
		});
		expect(publish([observation({}), older], 5)[1]).toMatchObject({
			n: 20,
			withheld: null,
			activities: []
		});
	});

	test('never two tables that split the same people twice', () => {
		const both = {
			activities: [cell('a', 20), cell('b', 10)],
			periods: [cell('2026-05-01', 28), cell('2026-06-01', 2)]
		};
		expect(publish([observation({ breakdown: both })], 5)[0]).toMatchObject({
			activities: [],
			periods: [{ n: null }, { n: null }]
		});
	});

	test('a correction stands beside what it corrects', () => {
		const [newer, older] = publish(
			[
				observation({
					id: 'new',
					correctsId: 'old',
					correctionReason: 'A round was missing.',
					people: 60
				}),
				observation({ id: 'old' })
			],
			5
		);
		expect(newer).toMatchObject({ correctsId: 'old', correctionReason: 'A round was missing.' });
		expect(older).toMatchObject({ correctedById: 'new' });
	});
});
