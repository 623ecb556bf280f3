import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import {
	bindIndicator,
	bindingVersions,
	currentBinding,
	retireBinding
} from '#lib/core/indicators/bindings.server.ts';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { measure } from '#lib/core/indicators/measure.server.ts';
import {
	computeDraft,
	correctObservation,
	discardDraft,
	releaseObservation
} from '#lib/core/indicators/observations.server.ts';
import type { Definition } from '#lib/core/indicators/schema.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../fixture/database.ts';
import { createFactTable, fact, tellFacts, testFacts } from '../fixture/facts.ts';
import { buildTown, staff } from '../fixture/town.ts';

const sources = [testFacts];
const mean: Definition = {
	facts: { format: 'test', kinds: ['answer'] },
	filter: { finalOnly: true },
	metric: { operation: 'mean' }
};
const key = '540-3.1b';
const reason = 'A round had been closed too late.';

/** A town with 30 answers and a planner. */
async function planning(different: (number: number) => Partial<Fact> = () => ({})) {
	const { db } = await freshDatabase();
	await buildTown(db);
	await createFactTable(db);
	const facts = Array.from({ length: 30 }, (_, index) =>
		fact(index, { value: 5 + (index % 5), ...different(index) })
	);
	await tellFacts(db, facts);
	return { db, facts, planner: await staff(db, 'planner', ['bielefeld']) };
}

async function bound(db: Db, actor: Actor, definition = mean): Promise<void> {
	const expected = (await currentBinding(db, key))?.version ?? null;
	await bindIndicator(db, actor, sources, { indicatorKey: key, definition, expected });
}

async function released(db: Db, actor: Actor): Promise<string> {
	const id = await computeDraft(db, actor, sources, key);
	await releaseObservation(db, actor, sources, id, 5);
	return id;
}

const observation = (db: Db, id: string) =>
	db.selectFrom('observations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const refusal = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error))
	);

test('a released observation says value, numerator, denominator, n, missing, people and the definition it came from', async () => {
	const { db, planner } = await planning((index) =>
		index < 3 ? { missing: true, value: null } : {}
	);
	await bound(db, planner);
	expect(await observation(db, await released(db, planner))).toMatchObject({
		numerator: 192,
		denominator: 27,
		n: 27,
		missing: 3,
		people: 27,
		status: 'released',
		definition: mean,
		definitionVersion: 1
	});
});

test('a released definition computed again over unchanged facts gives the same value and hash', async () => {
	const { db, facts, planner } = await planning();
	await bound(db, planner);
	const { value, inputsHash, definition } = await observation(db, await released(db, planner));
	await tellFacts(db, facts.toReversed());
	expect(await measure(db, sources, definition as Definition)).toMatchObject({ value, inputsHash });
});

test.for([
	['one value', { value: 10 }],
	['one answer becomes "don\'t know"', { missing: true }],
	['one person', { participant: 'somebody else' }],
	['one organisation', { organisation: 'name:another' }],
	['one day', { occurredOn: '2026-05-05' }],
	['one outcome', { outcome: 'no' }],
	['one place', { placeId: 'bielefeld-heepen' }]
] as [string, Partial<Fact>][])(
	'that %s changed since is seen by the hash',
	async ([, different]) => {
		const { db, facts, planner } = await planning();
		await bound(db, planner);
		const { inputsHash } = await observation(db, await released(db, planner));
		await tellFacts(db, [{ ...facts[0]!, ...different }, ...facts.slice(1)]);
		expect((await measure(db, sources, mean)).inputsHash).not.toBe(inputsHash);
	}
);

describe('a released observation is frozen', () => {
	test('the database refuses to change or delete it and its inputs', async () => {
		const { db, planner } = await planning();
		await bound(db, planner);
		const id = await released(db, planner);
		for (const change of [
			db.updateTable('observations').set({ value: 10 }).where('id', '=', id),
			db.deleteFrom('observations').where('id', '=', id),
			db.updateTable('observationInputs').set({ value: 10 }).where('observationId', '=', id),
			db.deleteFrom('observationInputs').where('observationId', '=', id)
		]) {
			await expect(change.execute()).rejects.toThrow(/frozen/);
		}
	});

	test('a new version of the definition leaves it as it is', async () => {
		const { db, planner } = await planning();
		await bound(db, planner);
		const id = await released(db, planner);
		await bound(db, planner, { ...mean, filter: { finalOnly: true, from: '2026-01-01' } });
		expect((await observation(db, id)).definition).toEqual(mean);
		expect(
			(await bindingVersions(db, key)).map(({ version, retiredAt }) => [
				version,
				retiredAt !== null
			])
		).toEqual([
			[2, false],
			[1, true]
		]);
	});
});

test('a correction is a new observation with a reason; the corrected one stays', async () => {
	const { db, facts, planner } = await planning();
	await bound(db, planner);
	const first = await released(db, planner);
	await tellFacts(db, facts.slice(0, 20));
	expect(
		await refusal(
			correctObservation(db, planner, sources, { observationId: first, reason: ' too short' })
		)
	).toBe('reason_missing');
	const second = await correctObservation(db, planner, sources, { observationId: first, reason });
	await releaseObservation(db, planner, sources, second, 5);
	expect(await observation(db, second)).toMatchObject({
		correctsId: first,
		correctionReason: reason,
		n: 20
	});
	expect(await observation(db, first)).toMatchObject({ n: 30, status: 'released' });
	expect(
		await refusal(correctObservation(db, planner, sources, { observationId: first, reason }))
	).toBe('already_corrected');
	const actions = await db
		.selectFrom('history')
		.select(['action', 'actorId'])
		.orderBy('id')
		.execute();
	expect(actions.map(({ action }) => action)).toEqual([
		'binding.created',
		'observation.computed',
		'observation.released',
		'observation.recomputed',
		'observation.corrected'
	]);
	expect(new Set(actions.map(({ actorId }) => actorId))).toEqual(new Set([planner.accountId]));
});

describe('what was looked at is what is released', () => {
	test('not when facts changed after the draft', async () => {
		const { db, facts, planner } = await planning();
		await bound(db, planner);
		const id = await computeDraft(db, planner, sources, key);
		await tellFacts(db, facts.slice(1));
		expect(await refusal(releaseObservation(db, planner, sources, id, 5))).toBe('facts_changed');
		expect((await observation(db, id)).status).toBe('draft');
	});

	test('not when the definition changed: the draft is gone', async () => {
		const { db, planner } = await planning();
		await bound(db, planner);
		const id = await computeDraft(db, planner, sources, key);
		await bound(db, planner, { ...mean, filter: { finalOnly: false } });
		expect(await refusal(releaseObservation(db, planner, sources, id, 5))).toBe(
			'observation_unknown'
		);
	});

	test('not twice, and not when there is nothing', async () => {
		const { db, planner } = await planning();
		await bound(db, planner);
		expect(
			await refusal(releaseObservation(db, planner, sources, await released(db, planner), 5))
		).toBe('already_released');
		await tellFacts(db, []);
		const empty = await computeDraft(db, planner, sources, key);
		expect(await refusal(releaseObservation(db, planner, sources, empty, 5))).toBe(
			'nothing_to_release'
		);
	});

	test('two people who press release at once release it once', async () => {
		const { db, planner } = await planning();
		await bound(db, planner);
		const id = await computeDraft(db, planner, sources, key);
		const presses = await Promise.all(
			[1, 2].map(() => refusal(releaseObservation(db, planner, sources, id, 5)))
		);
		expect(presses.filter((press) => press === 'done')).toHaveLength(1);
		const told = await db
			.selectFrom('history')
			.where('action', '=', 'observation.released')
			.selectAll()
			.execute();
		expect(told).toHaveLength(1);
	});
});

test('a draft can be computed again or thrown away; there is never more than one', async () => {
	const { db, planner } = await planning();
	await bound(db, planner);
	const first = await computeDraft(db, planner, sources, key);
	const second = await computeDraft(db, planner, sources, key);
	expect(await refusal(discardDraft(db, planner, first))).toBe('observation_unknown');
	expect(await refusal(discardDraft(db, planner, second))).toBe('done');
	expect(await db.selectFrom('observations').selectAll().execute()).toEqual([]);
	expect(await db.selectFrom('observationInputs').selectAll().execute()).toEqual([]);
});

describe('bindings', () => {
	test('the same definition again is no new version', async () => {
		const { db, planner } = await planning();
		await bound(db, planner);
		await bound(db, planner, {
			metric: { operation: 'mean' },
			filter: { finalOnly: true },
			facts: mean.facts
		});
		expect(await bindingVersions(db, key)).toHaveLength(1);
	});

	test('who changes an older version than the current one is told so', async () => {
		const { db, planner } = await planning();
		const change = { indicatorKey: key, definition: mean, expected: null };
		const both = await Promise.all(
			[1, 2].map(() =>
				refusal(
					bindIndicator(db, planner, sources, {
						...change,
						definition: { ...mean, filter: { finalOnly: true } }
					})
				)
			)
		);
		expect(both.sort()).toEqual(['changed_meanwhile', 'done']);
		expect(await refusal(retireBinding(db, planner, { indicatorKey: key, expected: 7 }))).toBe(
			'changed_meanwhile'
		);
	});

	test('a retired binding computes nothing any more', async () => {
		const { db, planner } = await planning();
		await bound(db, planner);
		await retireBinding(db, planner, { indicatorKey: key, expected: 1 });
		expect(await refusal(computeDraft(db, planner, sources, key))).toBe('not_bound');
	});

	test.for([
		['format_unknown', { ...mean, facts: { format: 'letters', kinds: ['answer'] } }],
		['kind_unknown', { ...mean, facts: { format: 'test', kinds: ['wish'] } }],
		['audiences_untold', { ...mean, filter: { finalOnly: true, audiences: ['women'] } }],
		['place_unknown', { ...mean, filter: { finalOnly: true, place: 'atlantis' } }],
		[
			'place_unknown',
			{
				...mean,
				metric: {
					operation: 'coverage',
					placeKind: 'district',
					below: 'atlantis',
					denominator: 'register'
				}
			}
		]
	] as [string, Definition][])('%s is refused', async ([told, definition]) => {
		const { db, planner } = await planning();
		const change = { indicatorKey: key, definition, expected: null };
		expect(await refusal(bindIndicator(db, planner, sources, change))).toBe(told);
	});
});

describe('the inputs behind an observation', () => {
	test('are pseudonyms of this observation only: two observations of the same facts share none', async () => {
		const { db, planner } = await planning();
		await bound(db, planner);
		const ids = [await released(db, planner), await released(db, planner)];
		const inputs = await Promise.all(
			ids.map((id) =>
				db
					.selectFrom('observationInputs')
					.select('contribution')
					.where('observationId', '=', id)
					.execute()
			)
		);
		expect(inputs.map(({ length }) => length)).toEqual([30, 30]);
		expect(new Set(inputs.flat().map(({ contribution }) => contribution)).size).toBe(60);
	});

	test('keep only what the metric looks at, and who said nothing usable', async () => {
		const { db, planner } = await planning((index) =>
			index === 0 ? { missing: true, value: null } : {}
		);
		await bound(db, planner);
		const id = await released(db, planner);
		const rows = await db
			.selectFrom('observationInputs')
			.selectAll()
			.where('observationId', '=', id)
			.execute();
		expect(rows.filter(({ counts }) => !counts)).toMatchObject([{ value: null }]);
		expect(
			rows.every(({ organisation, outcome }) => organisation === null && outcome === null)
		).toBe(true);
		const { total } = await db
			.selectFrom('observationInputs')
			.select(sql<number>`sum(value)`.as('total'))
			.executeTakeFirstOrThrow();
		expect(total).toBe((await observation(db, id)).numerator);
	});
});

test('who may bind, compute, release and correct: planners and administrators of the plan, with the second factor', async () => {
	const { db, planner } = await planning();
	await bound(db, planner);
	const draft = await computeDraft(db, planner, sources, key);
	const open = await released(db, planner);
	const states: Record<string, () => Promise<string>> = {
		draft: async () => draft,
		released: async () => open
	};
	const actions: Record<string, (actor: Actor, id: string) => Promise<unknown>> = {
		bind: (actor) =>
			bindIndicator(db, actor, sources, { indicatorKey: key, definition: mean, expected: 99 }),
		retire: (actor) => retireBinding(db, actor, { indicatorKey: key, expected: 99 }),
		compute: (actor) => computeDraft(db, actor, [], key),
		release: (actor, id) => releaseObservation(db, actor, [], id, 5),
		correct: (actor, id) =>
			correctObservation(db, actor, sources, { observationId: id, reason: '' })
	};
	const actors: [string, Actor][] = [
		...(await Promise.all(
			roles.map(async (role): Promise<[string, Actor]> => [
				role,
				await staff(db, role, ['bielefeld', 'bielefeld-mitte'])
			])
		)),
		['planner of a district', await staff(db, 'planner', ['bielefeld-mitte'])],
		['planner without second factor', { ...planner, secondFactor: false }],
		['control link', { kind: 'controlLink', linkId: 'x', activityId: 'y' }],
		['anonymous', anonymous],
		['system', system]
	];
	await computeDraft(db, planner, sources, key).then((id) => (states['draft'] = async () => id));
	const mayNot = ['not_allowed'];
	for (const [name, actor] of actors) {
		for (const [action, act] of Object.entries(actions)) {
			for (const [state, id] of Object.entries(states)) {
				const told = await refusal(act(actor, await id()));
				const allowed = ['planner', 'administrator', 'system'].includes(name);
				expect(mayNot.includes(told), `${name} ${action} ${state}: ${told}`).toBe(!allowed);
			}
		}
	}
});
