import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import type { CatalogueChanges } from '#lib/core/measures/catalogue-changes.ts';
import { importCatalogue, previewCatalogue } from '#lib/core/measures/import.server.ts';
import { readPlan } from '#lib/core/measures/plan-state.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../fixture/database.ts';
import { staff } from '../fixture/town.ts';

const original = readFileSync('demo/measures.json', 'utf8');
const placeId = 'bielefeld';

async function city(db: Db): Promise<void> {
	await db
		.insertInto('places')
		.values([
			{ id: 'bielefeld', name: 'Bielefeld', kind: 'city' },
			{ id: 'bielefeld-mitte', name: 'Mitte', kind: 'district', parentId: 'bielefeld' },
			{ id: 'hamm', name: 'Hamm', kind: 'city' }
		])
		.execute();
}

async function preview(db: Db, text: string, actor: Actor = system) {
	const shown = await previewCatalogue(db, actor, { text, placeId });
	if ('errors' in shown) throw new Error(JSON.stringify(shown.errors));
	return shown;
}

async function importText(db: Db, text: string, actor: Actor = system): Promise<CatalogueChanges> {
	const { hash } = await preview(db, text, actor);
	return importCatalogue(db, actor, { text, placeId }, hash);
}

const kinds = ({ measures, indicators, targets }: CatalogueChanges) =>
	[measures, indicators, targets].map(({ list }) => list.map(({ kind, id }) => `${kind} ${id}`));

test('the first import brings 39 measures, 208 indicators and their targets', async () => {
	const { db } = await freshDatabase();
	await city(db);
	await importText(db, original);
	const plan = await readPlan(db, placeId);
	expect(plan.measures).toHaveLength(39);
	expect(plan.indicators).toHaveLength(208);
	expect(plan.targets).toHaveLength(208);
	expect(plan.targets.find(({ indicatorKey }) => indicatorKey === '540-2.3b2')).toMatchObject({
		comparator: 'between',
		lowerBound: 30,
		upperBound: 50
	});
	expect(plan.indicators.find(({ key }) => key === '540-3.1a')).toMatchObject({
		measureCode: '540-3',
		unit: 'Organisationen',
		dimension: 'organisation',
		feed: { format: 'poll', metric: 'distinctOrganisations' }
	});
});

test('importing the same file again changes nothing and leaves no trace', async () => {
	const { db } = await freshDatabase();
	await city(db);
	await importText(db, original);
	const again = await importText(db, original);
	expect(kinds(again)).toEqual([[], [], []]);
	expect([again.measures.unchanged, again.indicators.unchanged]).toEqual([39, 208]);
	expect(await db.selectFrom('history').selectAll().execute()).toHaveLength(1);
});

test('a changed file shows exactly what will change, field by field, and then does exactly that', async () => {
	const { db } = await freshDatabase();
	await city(db);
	await importText(db, original);
	const catalogue = JSON.parse(original) as {
		code: string;
		title: string;
		indicators: { key: string; target: unknown; label: string }[];
	}[];
	const measure = catalogue.find(({ code }) => code === '540-3')!;
	measure.title = 'Neuer Titel';
	measure.indicators[0]!.target = 25;
	const gone = measure.indicators.pop()!;
	measure.indicators.push({ ...measure.indicators[1]!, key: '540-3.9', label: 'Neu dabei' });
	const changed = JSON.stringify(catalogue, null, '\t');

	const { changes } = await preview(db, changed);
	expect(changes.measures.list).toEqual([
		{
			kind: 'changed',
			id: '540-3',
			name: 'Neuer Titel',
			fields: [
				{
					field: 'title',
					before: 'LuFs und Lebenslagenbericht partizipativer und wirkungsorientiert gestalten',
					after: 'Neuer Titel'
				}
			]
		}
	]);
	expect(kinds(changes).slice(1)).toEqual([
		['new 540-3.9', `retired ${gone.key}`],
		['changed 540-3.1a', 'new 540-3.9', `retired ${gone.key}`]
	]);
	expect(changes.targets.list[0]!.fields).toEqual([{ field: 'lowerBound', before: 20, after: 25 }]);

	expect(await importText(db, changed)).toEqual(changes);
	const plan = await readPlan(db, placeId);
	expect(plan.indicators.find(({ key }) => key === gone.key)).toMatchObject({ retired: true });
	expect(plan.targets.find(({ indicatorKey }) => indicatorKey === '540-3.1a')).toMatchObject({
		lowerBound: 25
	});

	const back = await importText(db, original);
	expect(kinds(back)[1]).toEqual([`restored ${gone.key}`, 'retired 540-3.9']);
});

test('a wrong file changes nothing, also when somebody confirms it', async () => {
	const { db } = await freshDatabase();
	await city(db);
	const text = original.replace('"target": 543', '"target": "many"');
	expect(await previewCatalogue(db, system, { text, placeId })).toEqual({
		errors: [{ line: 28, field: 'Jobcenter-1.1 target', reason: 'wrong_type' }]
	});
	await expect(importCatalogue(db, system, { text, placeId }, 'any')).rejects.toMatchObject({
		reason: 'catalogue_wrong'
	});
	expect((await readPlan(db, placeId)).measures).toEqual([]);
});

test('what was not shown is not imported: neither another file nor onto a plan that changed meanwhile', async () => {
	const { db } = await freshDatabase();
	await city(db);
	const shown = await preview(db, original);
	const other = original.replace('"target": 543', '"target": 544');
	await expect(
		importCatalogue(db, system, { text: other, placeId }, shown.hash)
	).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'changed_meanwhile'
	});
	await importText(db, other);
	await expect(
		importCatalogue(db, system, { text: original, placeId }, shown.hash)
	).rejects.toMatchObject({
		reason: 'changed_meanwhile'
	});
});

test('of two imports at the same moment one wins and the other is told', async () => {
	const { db } = await freshDatabase();
	await city(db);
	const other = original.replace('"target": 543', '"target": 544');
	const [one, two] = [await preview(db, original), await preview(db, other)];
	const results = await Promise.allSettled([
		importCatalogue(db, system, { text: original, placeId }, one.hash),
		importCatalogue(db, system, { text: other, placeId }, two.hash)
	]);
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect((await readPlan(db, placeId)).measures).toHaveLength(39);
});

test("another city's plan stays untouched", async () => {
	const { db } = await freshDatabase();
	await city(db);
	await importText(db, original);
	const text = JSON.stringify([JSON.parse(original)[0]]);
	expect(await previewCatalogue(db, system, { text, placeId: 'hamm' })).toMatchObject({
		errors: [
			{ field: 'Jobcenter-1 code', reason: 'in_another_plan' },
			{ field: 'Jobcenter-1.1 key', reason: 'in_another_plan' }
		]
	});
});

test('who may import: planners and administrators of the whole place, with the second factor', async () => {
	const { db } = await freshDatabase();
	await city(db);
	const everywhere = ['bielefeld', 'bielefeld-mitte'];
	const allowed: Record<string, boolean> = {};
	const ask = async (name: string, actor: Actor) => {
		allowed[name] = await previewCatalogue(db, actor, { text: original, placeId }).then(
			() => true,
			() => false
		);
		expect(
			await importCatalogue(db, actor, { text: original, placeId }, 'wrong').catch(
				(error: { reason: string }) => error.reason
			),
			name
		).toBe(allowed[name] ? 'changed_meanwhile' : 'not_allowed');
	};
	for (const role of roles) await ask(role, await staff(db, role, everywhere));
	await ask('planner of a district', await staff(db, 'planner', ['bielefeld-mitte']));
	await ask('planner of another city', await staff(db, 'planner', ['hamm']));
	await ask('planner without second factor', {
		...(await staff(db, 'planner', everywhere)),
		secondFactor: false
	});
	await ask('anonymous', anonymous);
	await ask('system', system);
	expect(
		Object.entries(allowed)
			.filter(([, may]) => may)
			.map(([name]) => name)
	).toEqual(['administrator', 'planner', 'system']);
});
