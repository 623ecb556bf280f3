import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { runActivity, writeOutcome } from '../../core/activities/run.server.ts';
import type { ActivityCommand } from '../../core/activities/run.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import type { IdeaVerb } from './history-text.ts';
import { mapSubject, recordOf } from './map.server.ts';
import { permissions } from './permissions.ts';

const verbs: Record<ActivityCommand, IdeaVerb> = {
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
	command: ActivityCommand,
	now: Date
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'edit', map);
	await db.transaction().execute(async (trx) => {
		await runActivity(trx, activityId, command, now);
		await recordOf(trx, actor, map, verbs[command]);
	});
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
		await writeOutcome(trx, activityId, outcome);
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
