import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { lineage } from '#lib/core/indicators/lineage.server.ts';
import { computeDraft } from '#lib/core/indicators/observations.server.ts';
import {
	indicatorForPlanner,
	planOverview,
	previewDefinition
} from '#lib/core/indicators/planner.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../fixture/database.ts';
import {
	bindBoth,
	computeAndRelease,
	importTheCatalogue,
	lebenslagenSession,
	liveSources
} from '../fixture/lebenslagen.ts';
import { staff } from '../fixture/town.ts';

const context = { k: 5, now: new Date('2026-06-01'), sources: liveSources };
const key = '540-3.1a';

test('contributions, drafts and numbers before the small-cell rule are for planners and administrators of the plan', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	await bindBoth(db, await lebenslagenSession(db));
	const released = await computeAndRelease(db, key);
	const draft = await computeDraft(db, system, liveSources, key);
	const { definition } = (
		await indicatorForPlanner(db, await staff(db, 'planner', ['bielefeld']), key, context)
	).binding!;
	const looks: Record<string, (actor: Actor) => Promise<unknown>> = {
		'lineage of a released value': (actor) => lineage(db, actor, released),
		'lineage of a draft': (actor) => lineage(db, actor, draft),
		'the page of the indicator': (actor) => indicatorForPlanner(db, actor, key, context),
		'a preview': (actor) =>
			previewDefinition(db, actor, liveSources, { indicatorKey: key, definition })
	};
	const planner = await staff(db, 'planner', ['bielefeld']);
	const actors: [string, Actor, boolean][] = [
		...(await Promise.all(
			roles.map(async (role): Promise<[string, Actor, boolean]> => [
				role,
				await staff(db, role, ['bielefeld', 'bielefeld-mitte']),
				role === 'planner' || role === 'administrator'
			])
		)),
		['planner of a district', await staff(db, 'planner', ['bielefeld-mitte']), false],
		['planner without second factor', { ...planner, secondFactor: false }, false],
		['anonymous', anonymous, false]
	];
	for (const [name, actor, allowed] of actors) {
		for (const [what, look] of Object.entries(looks)) {
			const may = await look(actor).then(
				() => true,
				(error: unknown) =>
					error instanceof Refusal && error.reason === 'not_allowed' ? false : Promise.reject(error)
			);
			expect(may, `${name}: ${what}`).toBe(allowed);
		}
	}
});

test("a planner's start shows drafts, what became stale, what is fed and what could be, and nothing of other plans", async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	await bindBoth(db, await lebenslagenSession(db));
	await computeAndRelease(db, '540-3.1b');
	await computeDraft(db, system, liveSources, key);
	await db.updateTable('ballots').set({ answer: '3' }).execute();
	const keys = (list: readonly { key: string }[]) => list.map((one) => one.key);
	const overview = await planOverview(db, await staff(db, 'planner', ['bielefeld']), context);
	expect(keys(overview.drafts)).toEqual([key]);
	expect(keys(overview.stale)).toEqual(['540-3.1b']);
	expect(keys(overview.fed)).toEqual([key, '540-3.1b']);
	expect(keys(overview.gaps)).not.toContain(key);
	const elsewhere = await planOverview(
		db,
		await staff(db, 'planner', ['bielefeld-mitte']),
		context
	);
	expect([elsewhere.drafts, elsewhere.fed, elsewhere.gaps].flat()).toEqual([]);
});

test('the lineage of 30 participations adds up to the value', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	await bindBoth(db, await lebenslagenSession(db));
	const { observation, contributions } = await lineage(
		db,
		await staff(db, 'planner', ['bielefeld']),
		await computeAndRelease(db, key)
	);
	expect(contributions).toHaveLength(observation.n);
	expect(new Set(contributions.map(({ organisation }) => organisation)).size).toBe(
		observation.value
	);
});
