import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { announceChange } from '../announce.server.ts';
import { permissions } from '../permissions.ts';
import { lockSession, recordOf, sessionSubject } from '../session.server.ts';

/**
 * Covers the stage and all phones with a neutral card in one press, or takes it away again. Whoever presses in a fright
 * sees the newest state or not: it takes no version, and the same press twice is one.
 */
export async function setVeiled(
	db: Db,
	actor: Actor,
	activityId: string,
	veiled: boolean
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'run', session);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const changed = await trx
			.updateTable('liveSessions')
			.set((eb) => ({ veiled, version: eb('version', '+', 1) }))
			.where('activityId', '=', activityId)
			.where('veiled', '<>', veiled)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) return;
		await recordOf(trx, actor, session, veiled ? 'veiled' : 'unveiled');
		await announceChange(trx, activityId);
	});
}
