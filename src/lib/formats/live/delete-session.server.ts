import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { announceChange } from './announce.server.ts';
import { permissions } from './permissions.ts';
import { lockSession, presentState, recordOf, sessionSubject } from './session.server.ts';

/**
 * Deletes a session that never began. One that people took part in is evidence: it is archived in time, not deleted.
 * @throws Refusal session_began (409)
 */
export async function deleteSession(db: Db, actor: Actor, activityId: string): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'delete', session);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const { standing } = await presentState(trx, activityId);
		if (standing !== 'planned') throw new Refusal('conflict', 'session_began');
		const { title } = await trx
			.deleteFrom('activities')
			.where('id', '=', activityId)
			.returning('title')
			.executeTakeFirstOrThrow();
		// Its row is gone, so the entry keeps what it was called.
		await recordOf(trx, actor, session, 'deleted', { title });
		await announceChange(trx, activityId);
	});
}
