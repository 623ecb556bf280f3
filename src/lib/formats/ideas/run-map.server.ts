import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import type { IdeaVerb } from './history-text.ts';
import { mapSubject, recordOf } from './map.server.ts';
import { mapWorkflow, statesBefore, type MapCommand } from './map-workflow.ts';
import { permissions } from './permissions.ts';

const verbs: Record<MapCommand, IdeaVerb> = {
	announce: 'announced',
	withdraw: 'takenBack',
	start: 'started',
	finish: 'finished',
	reopen: 'reopened'
};

/**
 * Announces, takes back, starts, finishes or opens a map again. A window that nobody planned is filled in from what
 * happened; one that is opened again has no end until it is finished again.
 * @throws Refusal not_possible_now (409): its state does not allow it, or somebody else was faster
 */
export async function runMap(
	db: Db,
	actor: Actor,
	activityId: string,
	command: MapCommand,
	now: Date
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'edit', map);
	const before = statesBefore(command);
	await db.transaction().execute(async (trx) => {
		const moved = await trx
			.updateTable('activities')
			.set({ status: mapWorkflow[before[0]!][command]!, ...windowAfter(command, now) })
			.where('id', '=', activityId)
			.where('status', 'in', before)
			.executeTakeFirst();
		if (moved.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
		await recordOf(trx, actor, map, verbs[command]);
	});
}

function windowAfter(command: MapCommand, now: Date) {
	switch (command) {
		case 'start':
			return { startsAt: sql<Date>`coalesce(starts_at, least(${now}, ends_at))` };
		case 'finish':
			return { endsAt: sql<Date>`least(ends_at, greatest(${now}, starts_at))` };
		case 'reopen':
			return { endsAt: sql<Date | null>`case when ends_at > ${now} then ends_at end` };
		default:
			return {};
	}
}

/** Says what becomes of what was collected: the quarter reads it. An empty text takes it back. */
export async function setMapOutcome(
	db: Db,
	actor: Actor,
	activityId: string,
	outcome: Translated
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'edit', map);
	await db.transaction().execute(async (trx) => {
		await trx
			.updateTable('activities')
			.set({ outcome: Object.keys(outcome).length > 0 ? JSON.stringify(outcome) : null })
			.where('id', '=', activityId)
			.execute();
		await recordOf(trx, actor, map, 'outcomeSet');
	});
}

/**
 * Deletes a map on which nobody has said anything. What people said is evidence: such a map is archived in time.
 * @throws Refusal map_not_empty (409)
 */
export async function deleteMap(db: Db, actor: Actor, activityId: string): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'delete', map);
	await db.transaction().execute(async (trx) => {
		await demandEmpty(trx, activityId);
		await trx.deleteFrom('activities').where('id', '=', activityId).execute();
		await recordOf(trx, actor, map, 'deleted');
	});
}

/** An idea that arrives meanwhile waits for the lock, because it takes its number from this row. */
async function demandEmpty(trx: Trx, activityId: string): Promise<void> {
	const { lastNumber } = await trx
		.selectFrom('ideaMaps')
		.select('lastNumber')
		.where('activityId', '=', activityId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const idea = await trx
		.selectFrom('ideas')
		.select('id')
		.where('activityId', '=', activityId)
		.limit(1)
		.executeTakeFirst();
	if (lastNumber > 0 || idea) throw new Refusal('conflict', 'map_not_empty');
}
