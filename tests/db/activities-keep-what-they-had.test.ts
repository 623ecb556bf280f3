import { expect, test } from 'vitest';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { insertActivity, updateActivity } from '#lib/core/activities/writes.server.ts';
import { system } from '#lib/access/actor.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../fixture/database.ts';
import { buildTown } from '../fixture/town.ts';

const day = new Date('2026-11-26T12:00:00Z');

/** An organisation and a measure, and an activity that has both; then both leave the register. */
async function leftBehind() {
	const { db } = await freshDatabase();
	await buildTown(db);
	const organisation = async (name: string) => {
		const { id } = await db
			.insertInto('organisations')
			.values({ name, nameKey: name.toLowerCase(), kind: 'association', placeId: 'bielefeld' })
			.returning('id')
			.executeTakeFirstOrThrow();
		return id;
	};
	const [gone, other] = [await organisation('Alter Verein'), await organisation('Auch fort')];
	const measures = await db.selectFrom('measures').select('code').orderBy('position').execute();
	const [served, unserved] = measures.map(({ code }) => code) as [string, string];
	const input = {
		title: { de: 'Runder Tisch' },
		placeId: 'bielefeld-mitte',
		locales: ['de' as const],
		startsAt: null,
		endsAt: null,
		measures: [served],
		retainUntil: '2027-12-31',
		organisationId: gone
	};
	const activityId = await db
		.transaction()
		.execute((trx) => insertActivity(trx, system, 'live', input));
	await db.updateTable('organisations').set({ archivedAt: day }).execute();
	await db
		.updateTable('measures')
		.set({ retiredAt: day })
		.where('code', 'in', [served, unserved])
		.execute();
	const save = (change: Partial<typeof input>) =>
		db.transaction().execute((trx) => updateActivity(trx, activityId, { ...input, ...change }));
	return { db, activityId, gone, other, served, unserved, save };
}

const stateOf = async (db: Db, activityId: string) => ({
	...(await db
		.selectFrom('activities')
		.select('organisationId')
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow()),
	measures: (
		await db
			.selectFrom('activityMeasures')
			.select('measureCode')
			.where('activityId', '=', activityId)
			.execute()
	).map(({ measureCode }) => measureCode)
});

test('saving an activity keeps its organisation and measures, also archived and retired ones', async () => {
	const { db, activityId, gone, served, save } = await leftBehind();
	const offered = await activityChoices(db, [], activityId);
	expect(offered.organisations.map(({ id }) => id)).toEqual([gone]);
	expect(offered.measures.map(({ code }) => code)).toContain(served);
	await save({ title: { de: 'Neuer Titel' } });
	expect(await stateOf(db, activityId)).toEqual({ organisationId: gone, measures: [served] });
});

test('what left the register is offered to no other activity and cannot be taken anew', async () => {
	const { db, activityId, other, served, unserved, save } = await leftBehind();
	const offered = await activityChoices(db, []);
	expect(offered.organisations).toEqual([]);
	expect(offered.measures.map(({ code }) => code)).not.toContain(served);
	await expect(save({ organisationId: other })).rejects.toMatchObject({
		reason: 'organisation_unknown'
	});
	await expect(save({ measures: [served, unserved] })).rejects.toMatchObject({
		reason: 'measure_unknown'
	});
	expect((await stateOf(db, activityId)).measures).toEqual([served]);
});
