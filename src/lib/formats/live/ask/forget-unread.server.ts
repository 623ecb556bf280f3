import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { recountSupporters } from './board.server.ts';

/**
 * Deletes the questions that nobody but moderators may read: they are no evidence of anything, and may name people.
 * What was merged into one of them stands by itself again.
 */
export async function forgetUnread(trx: Trx, activityId: string): Promise<void> {
	const freed = await trx
		.updateTable('liveAsks as a')
		.from('liveAsks as root')
		.set({ mergedInto: null })
		.whereRef('root.id', '=', 'a.mergedInto')
		.where('a.activityId', '=', activityId)
		.where(sql<boolean>`(root.hidden or not root.approved)`)
		.returning('a.id')
		.execute();
	await trx
		.updateTable('liveSessions')
		.set({ asksStage: 'none', pinnedAskId: null })
		.where('activityId', '=', activityId)
		.execute();
	const left = await trx
		.deleteFrom('liveAsks')
		.where('activityId', '=', activityId)
		.where(({ or, eb }) => or([eb('hidden', '=', true), eb('approved', '=', false)]))
		.returning('mergedInto')
		.execute();
	const roots = left.flatMap(({ mergedInto }) => mergedInto ?? []);
	await recountSupporters(trx, [...freed.map(({ id }) => id), ...roots]);
}
