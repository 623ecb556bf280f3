import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { measure } from '#lib/core/indicators/measure.server.ts';
import {
	definitionSchema,
	operations,
	type Definition,
	type Metric
} from '#lib/core/indicators/schema.ts';
import { freshDatabase } from '../fixture/database.ts';
import { createFactTable, tellFacts, testActivities, testFacts } from '../fixture/facts.ts';
import { recount, type TestPlace } from '../fixture/recount.ts';
import { buildTown } from '../fixture/town.ts';

const town: TestPlace[] = [
	{ id: 'bielefeld', kind: 'city', parentId: null, structure: { district: 10 } },
	{ id: 'bielefeld-mitte', kind: 'district', parentId: 'bielefeld' },
	{ id: 'bielefeld-heepen', kind: 'district', parentId: 'bielefeld' },
	{ id: 'bielefeld-kesselbrink', kind: 'square', parentId: 'bielefeld-mitte' }
];
const placeIds = town.map(({ id }) => id);
const outcomes = ['yes', 'no', 'Ümläut', 'نعم'];
const day = fc
	.integer({ min: 0, max: 900 })
	.map((days) => new Date(Date.UTC(2025, 10, 20) + days * 86_400_000).toISOString().slice(0, 10));

const facts: fc.Arbitrary<Fact[]> = fc
	.array(
		fc.record({
			kind: fc.constantFrom('answer', 'participation'),
			activityId: fc.constantFrom(...testActivities),
			itemId: fc.constantFrom('q1', 'q2', null),
			round: fc.constantFrom(1, 2, null),
			final: fc.boolean(),
			placeId: fc.constantFrom(...placeIds),
			organisation: fc.constantFrom('name:awo', 'name:caritas', 'name:diakonie', null),
			participant: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6', null),
			occurredOn: day,
			value: fc.oneof(
				fc.constant(null),
				fc.integer({ min: -10, max: 10 }),
				fc.constantFrom(0.1, 2.25)
			),
			outcome: fc.constantFrom(...outcomes, null),
			missing: fc.boolean()
		}),
		{ maxLength: 60 }
	)
	.map((rows) => rows.map((row, index) => ({ ...row, contribution: `c${index}` })));

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const threshold = fc.oneof(
	fc.record({
		comparator: fc.constantFrom('>=' as const, '<=' as const, '=' as const),
		lower: fc.integer({ min: 0, max: 5 })
	}),
	fc
		.integer({ min: 0, max: 3 })
		.map((lower) => ({ comparator: 'between' as const, lower, upper: lower + 2 }))
);
const metrics: Record<Metric['operation'], fc.Arbitrary<Metric>> = {
	count: fc.constant({ operation: 'count' }),
	distinct: fc.oneof(
		fc.record({
			operation: fc.constant('distinct' as const),
			of: fc.constantFrom('participants' as const, 'organisations' as const)
		}),
		fc.record({
			operation: fc.constant('distinct' as const),
			of: fc.constant('places' as const),
			placeKind: maybe(fc.constantFrom('district' as const, 'square' as const))
		})
	),
	mean: fc.constant({ operation: 'mean' }),
	share: fc.record({
		operation: fc.constant('share' as const),
		of: fc.constantFrom('contributions' as const, 'participants' as const),
		numerator: fc.oneof(
			fc.record({ outcomes: fc.subarray(outcomes, { minLength: 1 }) }),
			fc.record({
				from: fc.integer({ min: -5, max: 5 }),
				to: maybe(fc.integer({ min: 5, max: 9 }))
			}),
			fc.record({
				outcomes: fc.subarray(outcomes, { minLength: 1 }),
				to: fc.integer({ min: -5, max: 9 })
			})
		)
	}),
	coverage: fc.record({
		operation: fc.constant('coverage' as const),
		placeKind: fc.constantFrom('district' as const, 'square' as const),
		below: fc.constantFrom('bielefeld', 'bielefeld-mitte'),
		denominator: fc.constantFrom('register' as const, 'structure' as const)
	}),
	perPeriodCount: fc.record({
		operation: fc.constant('perPeriodCount' as const),
		period: fc.constantFrom('year' as const, 'month' as const, 'week' as const),
		meets: maybe(threshold)
	}),
	sum: fc.constant({ operation: 'sum' }),
	perPeriodSum: fc.record({
		operation: fc.constant('perPeriodSum' as const),
		period: fc.constantFrom('year' as const, 'month' as const, 'week' as const),
		meets: maybe(threshold)
	}),
	each: fc.record({
		operation: fc.constant('each' as const),
		judged: fc.constantFrom('values' as const, 'organisations' as const),
		meets: threshold
	}),
	milestone: fc.constant({ operation: 'milestone' })
};
const filters = fc
	.record({
		activities: maybe(fc.subarray([...testActivities], { minLength: 1 })),
		items: maybe(fc.subarray(['q1', 'q2'], { minLength: 1 })),
		place: maybe(fc.constantFrom(...placeIds)),
		from: maybe(day),
		to: maybe(day),
		outcomes: maybe(fc.subarray(outcomes, { minLength: 1 })),
		finalOnly: fc.boolean()
	})
	.filter(({ from, to }) => !from || !to || from <= to);

const definitionFor = (operation: Metric['operation']): fc.Arbitrary<Definition> =>
	fc
		.record({
			facts: fc.record({
				format: fc.constant('test'),
				kinds: fc.subarray(['answer', 'participation'], { minLength: 1 })
			}),
			filter: fc.oneof(
				{ weight: 2, arbitrary: fc.constant({ finalOnly: false }) },
				{ weight: 3, arbitrary: filters }
			),
			metric: metrics[operation]
		})
		.map((definition) => definitionSchema.parse(definition));

test.for([...operations])(
	'the database counts %s as a person with the list would',
	async (operation) => {
		const { db } = await freshDatabase();
		await buildTown(db);
		await createFactTable(db);
		await fc.assert(
			fc.asyncProperty(facts, definitionFor(operation), async (told, definition) => {
				await tellFacts(db, told);
				const computed = await measure(db, [testFacts], definition);
				const expected = recount(told, definition, town);
				expect(computed).toMatchObject({
					...expected,
					value: rounded(expected.value),
					numerator: rounded(expected.numerator)
				});
			}),
			{ numRuns: 60 }
		);
	}
);

test('the hash of the inputs does not depend on the order of the rows', async () => {
	const { db } = await freshDatabase();
	await buildTown(db);
	await createFactTable(db);
	await fc.assert(
		fc.asyncProperty(facts, definitionFor('mean'), async (told, definition) => {
			await tellFacts(db, told);
			const once = await measure(db, [testFacts], definition);
			await tellFacts(db, told.toReversed());
			expect(await measure(db, [testFacts], definition)).toEqual(once);
		}),
		{ numRuns: 25 }
	);
});

/** The engine rounds to 6 places; a sum of floats in the recount has noise below that. */
const rounded = (value: number | null): unknown =>
	value === null ? null : expect.closeTo(value, 5);
