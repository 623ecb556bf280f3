import { describe, expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { bindIndicator } from '#lib/core/indicators/bindings.server.ts';
import { enterValue, type Entry } from '#lib/core/indicators/enter-value.server.ts';
import type { TypedEntry } from '#lib/core/indicators/entry-form.ts';
import { lineage } from '#lib/core/indicators/lineage.server.ts';
import {
	computeDraft,
	correctObservation,
	discardDraft,
	releaseObservation
} from '#lib/core/indicators/observations.server.ts';
import { indicatorViews } from '#lib/core/indicators/reads.server.ts';
import { indicatorForPrograms } from '#lib/core/measures/api.server.ts';
import { indicatorDetailSchema } from '#lib/core/measures/api-schema.ts';
import { valuesAsCsv } from '#lib/core/measures/values-csv.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../fixture/database.ts';
import { createFactTable, fact, tellFacts, testFacts } from '../fixture/facts.ts';
import { buildTown, staff } from '../fixture/town.ts';

const now = new Date('2026-11-26T10:00:00Z');
const context = { k: 5, now };
const sources = [testFacts];
const sites = '540-1.A1';
const decision = '540-1.B1';

/** A town with an indicator that only an office knows, a milestone, and a planner. */
async function office() {
	const { db } = await freshDatabase();
	await buildTown(db);
	await createFactTable(db);
	await db
		.insertInto('indicators')
		.values([
			{
				key: sites,
				measureCode: '540-3',
				label: 'Neue Standorte',
				unit: 'Standorte',
				feedable: false,
				position: 3
			},
			{
				key: decision,
				measureCode: '540-3',
				label: 'Konzept beschlossen',
				feedable: false,
				position: 4
			}
		])
		.execute();
	await db
		.insertInto('targets')
		.values([
			{ indicatorKey: sites, comparator: '>=', lowerBound: 2, source: 'catalogue' },
			{ indicatorKey: decision, comparator: 'done', source: 'catalogue' }
		])
		.execute();
	return { db, planner: await staff(db, 'planner', ['bielefeld']) };
}

const typed = (different: Partial<TypedEntry> = {}): TypedEntry => ({
	value: '3',
	numerator: '',
	denominator: '',
	from: '2026-01-01',
	to: '2026-06-30',
	reached: '',
	countsPeople: '',
	url: 'https://anna.stadt.example/drs/1234',
	document: 'Drs. 1234/2020-2025',
	origin: '',
	note: '',
	...different
});

const enter = (
	db: Db,
	actor: Actor,
	different: Partial<TypedEntry> = {},
	more: Partial<Entry> = {}
) =>
	enterValue(
		db,
		actor,
		{ indicatorKey: sites, typed: typed(different), expected: null, corrects: null, ...more },
		now
	);

async function entered(...args: Parameters<typeof enter>): Promise<string> {
	const id = await enter(...args);
	await releaseObservation(args[0], args[1], sources, id, 5);
	return id;
}

const view = async (db: Db, key = sites) =>
	(await indicatorViews(db, '540-3', context)).find((one) => one.key === key)!;

const refusal = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error))
	);

const actionsOf = async (db: Db) =>
	(await db.selectFrom('history').select('action').orderBy('id').execute()).map(
		({ action }) => action
	);

test('what an office knows is entered, released and stands in the plan, marked as entered with its evidence', async () => {
	const { db, planner } = await office();
	const id = await enter(db, planner);
	expect(await view(db)).toMatchObject({ current: null, goal: 'notComputable', data: 'draftOnly' });
	await releaseObservation(db, planner, sources, id, 5);
	expect(await view(db)).toMatchObject({
		goal: 'met',
		data: 'released',
		current: {
			source: 'entered',
			value: 3,
			n: null,
			missing: null,
			definition: null,
			inputsHash: null,
			entry: {
				kind: 'number',
				periodFrom: '2026-01-01',
				periodTo: '2026-06-30',
				evidence: {
					url: 'https://anna.stadt.example/drs/1234',
					document: 'Drs. 1234/2020-2025',
					origin: null,
					note: null
				}
			}
		}
	});
	const row = await db.selectFrom('observations').selectAll().executeTakeFirstOrThrow();
	expect(row).toMatchObject({ computedBy: planner.accountId, releasedBy: planner.accountId });
	expect(await actionsOf(db)).toEqual(['observation.entered', 'observation.released']);
});

test('a milestone is reached on a day, and meets its target then', async () => {
	const { db, planner } = await office();
	const at = (reached: string, to: string, more: Partial<Entry> = {}) =>
		entered(db, planner, { value: '', from: '', reached, to }, { indicatorKey: decision, ...more });
	await at('no', '2026-03-01');
	expect(await view(db, decision)).toMatchObject({ goal: 'notYet', current: { value: 0 } });
	const reached = await at('yes', '2026-05-12');
	expect(await view(db, decision)).toMatchObject({ goal: 'met', current: { value: 1 } });
	expect(await refusal(at('yes', '2026-06-01'))).toBe('already_reached');
	const reason = 'The council only took note of it.';
	await at('no', '2026-05-12', { corrects: { observationId: reached, reason } });
	expect(await view(db, decision)).toMatchObject({
		goal: 'notYet',
		current: { value: 0, correctsId: reached, correctionReason: reason }
	});
});

test('released, it is frozen', async () => {
	const { db, planner } = await office();
	const id = await entered(db, planner);
	await expect(
		db.updateTable('observations').set({ value: 10 }).where('id', '=', id).execute()
	).rejects.toThrow(/frozen/);
	await expect(
		db.updateTable('observations').set({ evidenceNote: 'x' }).where('id', '=', id).execute()
	).rejects.toThrow(/frozen/);
	expect(await refusal(discardDraft(db, planner, id))).toBe('already_released');
});

test('a correction is a new value with a reason; the corrected one stays visible', async () => {
	const { db, planner } = await office();
	const first = await entered(db, planner);
	const correct = (reason: string) =>
		enter(db, planner, { value: '1' }, { corrects: { observationId: first, reason } });
	expect(await refusal(correct('too short'))).toBe('reason_missing');
	const second = await correct('Two of the sites opened a year earlier.');
	await releaseObservation(db, planner, sources, second, 5);
	const { series, current, goal } = await view(db);
	expect(series.map(({ id, correctedById }) => [id, correctedById])).toEqual([
		[second, null],
		[first, second]
	]);
	expect([current?.value, goal]).toEqual([1, 'notYet']);
	expect(await refusal(correct('A second correction of the same.'))).toBe('already_corrected');
	expect((await actionsOf(db)).at(-1)).toBe('observation.corrected');
});

describe('values of several periods', () => {
	test('stand side by side; the one about the latest time holds, also when an older one comes later', async () => {
		const { db, planner } = await office();
		await entered(db, planner, { value: '4', from: '2026-01-01', to: '2026-06-30' });
		await entered(db, planner, { value: '1', from: '2025-01-01', to: '2025-12-31' });
		const { series, current } = await view(db);
		expect(series.map(({ value }) => value)).toEqual([1, 4]);
		expect(current?.value).toBe(4);
	});

	test('a second one for the same period is a correction or nothing', async () => {
		const { db, planner } = await office();
		const first = await entered(db, planner);
		expect(await refusal(enter(db, planner, { value: '5' }))).toBe('period_taken');
		const corrects = { observationId: first, reason: 'It was another half-year.' };
		await entered(db, planner, { from: '2025-07-01', to: '2025-12-31' }, { corrects });
		expect(await refusal(enter(db, planner, { value: '5' }))).toBe('done');
	});

	test('two people who press release at once release it once', async () => {
		const { db, planner } = await office();
		const id = await enter(db, planner);
		const presses = await Promise.all(
			[1, 2].map(() => refusal(releaseObservation(db, planner, sources, id, 5)))
		);
		expect(presses.filter((press) => press === 'done')).toHaveLength(1);
	});
});

describe('one source at a time', () => {
	const bind = async (db: Db, planner: Actor) => {
		await tellFacts(
			db,
			Array.from({ length: 30 }, (_, index) => fact(index))
		);
		await bindIndicator(db, planner, sources, {
			indicatorKey: sites,
			definition: {
				facts: { format: 'test', kinds: ['answer'] },
				filter: { finalOnly: true },
				metric: { operation: 'count' }
			},
			expected: null
		});
	};

	test('what is bound to facts is computed, not typed', async () => {
		const { db, planner } = await office();
		const draft = await enter(db, planner);
		await bind(db, planner);
		expect(await refusal(enter(db, planner, {}, { expected: draft }))).toBe('bound_to_facts');
		expect(await refusal(releaseObservation(db, planner, sources, draft, 5))).toBe(
			'bound_to_facts'
		);
	});

	test('a computation does not throw away what somebody typed', async () => {
		const { db, planner } = await office();
		const draft = await enter(db, planner);
		await bind(db, planner);
		expect(await refusal(computeDraft(db, planner, sources, sites))).toBe('entered_draft_waits');
		await discardDraft(db, planner, draft);
		expect(await refusal(computeDraft(db, planner, sources, sites))).toBe('done');
	});

	test('each is corrected in its own way only', async () => {
		const { db, planner } = await office();
		const typedOne = await entered(db, planner);
		await bind(db, planner);
		const reason = 'It was counted since, so count it.';
		expect(
			await refusal(correctObservation(db, planner, sources, { observationId: typedOne, reason }))
		).toBe('entered_by_hand');
		const computed = await computeDraft(db, planner, sources, sites);
		await releaseObservation(db, planner, sources, computed, 5);
		await db.updateTable('indicatorBindings').set({ retiredAt: now }).execute();
		expect(
			await refusal(enter(db, planner, {}, { corrects: { observationId: computed, reason } }))
		).toBe('not_entered');
		const { series } = await view(db);
		expect(series.map(({ source }) => source)).toEqual(['computed', 'entered']);
	});
});

test('who saves over a draft that somebody else changed is told so, and nothing is lost', async () => {
	const { db, planner } = await office();
	const first = await enter(db, planner);
	const second = await enter(db, planner, { value: '4' }, { expected: first });
	expect(await refusal(enter(db, planner, { value: '9' }, { expected: first }))).toBe(
		'changed_meanwhile'
	);
	expect(await refusal(enter(db, planner, { value: '9' }))).toBe('changed_meanwhile');
	const drafts = await db.selectFrom('observations').select(['id', 'value']).execute();
	expect(drafts).toEqual([{ id: second, value: 4 }]);
});

test('a wrong field changes nothing', async () => {
	const { db, planner } = await office();
	expect(await refusal(enter(db, planner, { value: '-1' }))).toBe('entry_invalid');
	expect(await db.selectFrom('observations').selectAll().execute()).toEqual([]);
	expect(await actionsOf(db)).toEqual([]);
});

test('the database itself keeps no entered value without evidence or period, and no second one of a period', async () => {
	const { db, planner } = await office();
	const { id, ...row } = await db
		.selectFrom('observations')
		.selectAll()
		.where('id', '=', await entered(db, planner))
		.executeTakeFirstOrThrow();
	const insert = (different: object) =>
		db
			.insertInto('observations')
			.values({ ...row, breakdown: JSON.stringify(row.breakdown), ...different })
			.execute();
	const bare = { evidenceUrl: null, evidenceDocument: null };
	await expect(insert({ ...bare, periodTo: '2026-06-29' })).rejects.toThrow(/source_complete/);
	await expect(insert({ periodTo: null })).rejects.toThrow(/source_complete/);
	await expect(insert({ evidenceUrl: 'http://x.example' })).rejects.toThrow(/evidence_url/);
	await expect(insert({})).rejects.toThrow(/entered_once/);
	expect(id).toBeTruthy();
});

describe('a number that counts people', () => {
	test('is withheld where it tells about fewer than k', async () => {
		const { db, planner } = await office();
		await entered(db, planner, { value: '3', countsPeople: 'on' });
		expect(await view(db)).toMatchObject({
			data: 'suppressed',
			goal: 'notComputable',
			current: { value: null, withheld: 'small_group' }
		});
	});

	test('hides the older one that it corrects by a few people', async () => {
		const { db, planner } = await office();
		const first = await entered(db, planner, { value: '12', countsPeople: 'on' });
		const corrects = { observationId: first, reason: 'Two people had been counted twice.' };
		await entered(db, planner, { value: '10', countsPeople: 'on' }, { corrects });
		expect((await view(db)).series).toMatchObject([
			{ value: 10, withheld: null },
			{ value: null, withheld: 'small_difference' }
		]);
	});
});

test('API and export tell it apart from what is computed', async () => {
	const { db, planner } = await office();
	const id = await entered(db, planner, { note: 'Counted by hand.' });
	const answer = await indicatorForPrograms(db, '540-3', sites, context);
	expect(indicatorDetailSchema.parse(answer)).toEqual(answer);
	expect(answer).toMatchObject({
		valueSource: 'entered',
		observations: [
			{
				id,
				source: 'entered',
				definition: null,
				inputsHash: null,
				entered: { kind: 'number', evidence: { note: 'Counted by hand.' } }
			}
		]
	});
	const csv = valuesAsCsv(await indicatorViews(db, '540-3', context), 'de');
	expect(csv).toContain('Von Hand eingetragen,2026-01-01,2026-06-30');
	expect(csv).toContain('Drs. 1234/2020-2025');
});

test('it has no contributions to look at', async () => {
	const { db, planner } = await office();
	expect(await refusal(lineage(db, planner, await entered(db, planner)))).toBe(
		'observation_unknown'
	);
});

test('who may enter: planners and administrators of the plan, with the second factor, in every state', async () => {
	const { db, planner } = await office();
	const released = await entered(db, planner);
	const draft = await enter(db, planner, { from: '2025-01-01', to: '2025-12-31' });
	const bad = { value: 'x' };
	const states: Record<string, Partial<Entry>> = {
		nothing: { indicatorKey: decision },
		draft: { expected: draft },
		released: { corrects: { observationId: released, reason: 'not reached by the others' } }
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
	for (const [name, actor] of actors) {
		const allowed = ['planner', 'administrator', 'system'].includes(name);
		for (const [state, more] of Object.entries(states)) {
			const told = await refusal(enter(db, actor, bad, more));
			expect(told, `${name} ${state}`).toBe(allowed ? 'entry_invalid' : 'not_allowed');
		}
	}
});
