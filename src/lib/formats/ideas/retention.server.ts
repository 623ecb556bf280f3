import { system, type Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { forgetArrivals } from './bursts.server.ts';
import { dropStagedRows } from './import/staged-rows.server.ts';
import { mapSubject, recordOf } from './map.server.ts';
import { permissions } from './permissions.ts';
import { placePinsByOutlines } from './place-pins.server.ts';
import { deleteMap } from './run-map.server.ts';
import { tidyFollows } from './talk/tidy-follows.server.ts';

/**
 * Drops what could still link a contribution to the phone it came from: the participants' key, receipts and the mail
 * addresses of those who follow. Ideas, answers and counts stay as evidence.
 * @throws Refusal not_possible_now (409) unless the map is finished
 */
export async function archiveMap(db: Db, actor: Actor, activityId: string): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'archive', map);
	await db.transaction().execute(async (trx) => {
		const archived = await trx
			.updateTable('activities')
			.set({ status: 'archived', participantKey: null })
			.where('id', '=', activityId)
			.where('status', '=', 'finished')
			.executeTakeFirst();
		if (archived.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
		await trx.deleteFrom('receipts').where('activityId', '=', activityId).execute();
		await trx.deleteFrom('ideaFollows').where('activityId', '=', activityId).execute();
		await recordOf(trx, actor, map, 'archived');
	});
}

/** The hourly housekeeping. Each map in a transaction of its own: one that fails does not hold up the others. */
export async function tidy(db: Db, now: Date, origin: string): Promise<void> {
	await forgetArrivals(db, now);
	await tidyFollows(db, now, origin);
	await placePinsByOutlines(db);
	await dropStagedRows(db, now);
	await each(await pastRetention(db, now, ['finished']), (id) => archiveMap(db, system, id));
	await each(await pastRetention(db, now, ['draft', 'announced']), (id) =>
		deleteMap(db, system, id)
	);
}

async function each(ids: readonly string[], step: (id: string) => Promise<void>): Promise<void> {
	for (const id of ids) {
		try {
			await step(id);
		} catch (error) {
			log.error({ activity: id, err: error }, 'housekeeping of an idea map failed');
		}
	}
}

async function pastRetention(db: Db, now: Date, statuses: readonly string[]): Promise<string[]> {
	const rows = await db
		.selectFrom('activities')
		.select('id')
		.where('format', '=', 'ideas')
		.where('status', 'in', statuses)
		.where('retainUntil', '<', now.toISOString().slice(0, 10))
		.execute();
	return rows.map(({ id }) => id);
}
