import { expect, test } from 'vitest';
import { bindIndicator, currentBinding } from '#lib/core/indicators/bindings.server.ts';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { computeDraft, releaseObservation } from '#lib/core/indicators/observations.server.ts';
import { indicatorViews } from '#lib/core/indicators/reads.server.ts';
import type { Definition } from '#lib/core/indicators/schema.ts';
import type { AccountActor } from '#lib/access/actor.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../fixture/database.ts';
import { createFactTable, fact, tellFacts, testActivities, testFacts } from '../fixture/facts.ts';
import { buildTown, staff } from '../fixture/town.ts';

const sources = [testFacts];
const [first, second] = ['540-3.1a', '540-3.1b'] as const;

const counting = (
	metric: Definition['metric'],
	filter: Partial<Definition['filter']> = {},
	kinds = ['answer']
): Definition => ({
	facts: { format: 'test', kinds },
	filter: { finalOnly: true, ...filter },
	metric
});
const count = { operation: 'count' } as const;

/** 30 people: three of them in Heepen, two said no, four chose organisation 1. */
const people = (different: (number: number) => Partial<Fact> = () => ({}), size = 30) =>
	Array.from({ length: size }, (_, number) =>
		fact(number, {
			placeId: number < 3 ? 'bielefeld-heepen' : 'bielefeld-kesselbrink',
			outcome: number < 2 ? 'no' : 'yes',
			...different(number)
		})
	);

async function town(facts: readonly Fact[] = people()) {
	const { db } = await freshDatabase();
	await buildTown(db);
	await createFactTable(db);
	await tellFacts(db, facts);
	return { db, planner: await staff(db, 'planner', ['bielefeld']) };
}

/** Binds, computes and releases: 'done', or why not and with whom. */
async function release(
	db: Db,
	planner: AccountActor,
	indicatorKey: string,
	definition: Definition,
	k = 5
): Promise<string> {
	const expected = (await currentBinding(db, indicatorKey))?.version ?? null;
	await bindIndicator(db, planner, sources, { indicatorKey, definition, expected });
	const id = await computeDraft(db, planner, sources, indicatorKey);
	return releaseObservation(db, planner, sources, id, k).then(
		() => 'done',
		(error: unknown) => {
			if (!(error instanceof Refusal)) throw error;
			return [error.reason, error.fields['indicator']].filter(Boolean).join(' ');
		}
	);
}

test.for([
	['the same people without a place', counting(count, { place: 'bielefeld-mitte' })],
	['the same people without an answer', counting(count, { outcomes: ['yes'] })],
	[
		'a share of which they are the others',
		counting({ operation: 'share', of: 'participants', numerator: { outcomes: ['yes'] } })
	]
] as [string, Definition][])('all people and %s are not released both', async ([, definition]) => {
	const { db, planner } = await town();
	expect(await release(db, planner, first, counting(count))).toBe('done');
	// A share with two people on one side is withheld by itself; nothing else is told then.
	const expected = definition.metric.operation === 'share' ? 'done' : `tells_about_few ${first}`;
	expect(await release(db, planner, second, definition)).toBe(expected);
	const views = await indicatorViews(db, '540-3', { k: 5, now: new Date() });
	expect(views.map(({ current }) => current?.value ?? null)).toEqual([30, null]);
});

test('a refused release changes nothing and leaves no trace', async () => {
	const { db, planner } = await town();
	await release(db, planner, first, counting(count));
	await release(db, planner, second, counting(count, { place: 'bielefeld-mitte' }));
	const drafts = await db
		.selectFrom('observations')
		.select('indicatorKey')
		.where('status', '=', 'draft')
		.execute();
	expect(drafts).toEqual([{ indicatorKey: second }]);
	const told = await db
		.selectFrom('history')
		.select('subjectId')
		.where('action', '=', 'observation.released')
		.execute();
	expect(told).toHaveLength(1);
});

test('in either order', async () => {
	const { db, planner } = await town();
	expect(await release(db, planner, second, counting(count, { place: 'bielefeld-mitte' }))).toBe(
		'done'
	);
	expect(await release(db, planner, first, counting(count))).toBe(`tells_about_few ${second}`);
});

test('two shares of the same people whose hits differ by those of a few', async () => {
	const values = (number: number) => ({ value: number < 12 ? 9 : number < 14 ? 8 : 3 });
	const { db, planner } = await town(people(values));
	const from = (bound: number) =>
		counting({ operation: 'share', of: 'contributions', numerator: { from: bound } });
	expect(await release(db, planner, first, from(9))).toBe('done');
	expect(await release(db, planner, second, from(8))).toBe(`tells_about_few ${first}`);
	expect(await release(db, planner, second, from(3))).toBe('done');
});

test('an activity that is hidden among the parts of one value is not told by another', async () => {
	const split = (number: number) => ({ activityId: testActivities[number < 4 ? 1 : 0] });
	const { db, planner } = await town(people(split));
	expect(await release(db, planner, first, counting(count))).toBe('done');
	const rest = counting(count, { activities: [testActivities[0]] });
	expect(await release(db, planner, second, rest)).toBe(`tells_about_few ${first}`);
});

test('a week in which two periodic values differ by three people', async () => {
	const weeks = (number: number) => ({
		occurredOn: number < 15 ? '2026-05-04' : '2026-05-12',
		outcome: number % 3 === 0 && number >= 15 ? 'no' : number < 15 && number > 8 ? 'no' : 'yes'
	});
	const { db, planner } = await town(people(weeks));
	const perWeek = { operation: 'perPeriodCount', period: 'week' } as const;
	expect(await release(db, planner, first, counting(perWeek))).toBe('done');
	// 11 of 30 less in all, six in the first week, five in the second: nobody is told at k = 5, but at k = 6 a week is.
	const yes = counting(perWeek, { outcomes: ['yes'] });
	expect(await release(db, planner, second, yes, 6)).toBe(`tells_about_few ${first}`);
	expect(await release(db, planner, second, yes, 5)).toBe('done');
});

test('the same people counted before two more answered: the first value is to be renewed first', async () => {
	const { db, planner } = await town();
	expect(await release(db, planner, first, counting(count))).toBe('done');
	await tellFacts(
		db,
		people(() => ({}), 32)
	);
	const same = counting({ operation: 'mean' });
	expect(await release(db, planner, second, same)).toBe(`tells_about_few ${first}`);
	const again = await computeDraft(db, planner, sources, first);
	await releaseObservation(db, planner, sources, again, 5);
	expect(await release(db, planner, second, same)).toBe('done');
});

test.for([
	['other questions', counting(count, { items: ['q2'] })],
	['another kind of contribution', counting(count, {}, ['participation'])],
	['another activity', counting(count, { activities: [testActivities[2]] })],
	['a part that leaves out enough people', counting(count, { outcomes: ['maybe'] })]
] as [string, Definition][])('%s are released side by side', async ([, definition]) => {
	const more = [
		...people((number) => ({ outcome: number < 20 ? 'maybe' : 'yes' })),
		...people(() => ({ itemId: 'q2' }), 28).map((one) => ({
			...one,
			contribution: `q2${one.contribution}`
		})),
		...people(() => ({ kind: 'participation' }), 29),
		...people(() => ({ activityId: testActivities[2] }), 27)
	];
	const { db, planner } = await town(more);
	const all = counting(count, { activities: [testActivities[0]], items: ['q1'] });
	expect(await release(db, planner, first, all)).toBe('done');
	expect(await release(db, planner, second, definition)).toBe('done');
});

test('a value that is withheld anyway stands in nobody’s way', async () => {
	const { db, planner } = await town();
	expect(await release(db, planner, first, counting(count, { place: 'bielefeld-heepen' }))).toBe(
		'done'
	);
	expect(await release(db, planner, second, counting(count))).toBe('done');
});
