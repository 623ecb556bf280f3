import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { permissions } from '../permissions.ts';
import { lockSession, recordOf, sessionSubject } from '../session.server.ts';

/** Whether other websites may show what this session shows. @throws Refusal session_unknown (404) */
export async function readEmbeddable(db: Db, actor: Actor, activityId: string): Promise<boolean> {
	demand(permissions, actor, 'view', await sessionSubject(db, activityId));
	const { embeddable } = await db
		.selectFrom('liveSessions')
		.select('embeddable')
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	return embeddable;
}

/**
 * Lets other websites show the results that are shown, or no longer. Once more is harmless.
 * @throws Refusal session_unknown (404), archived (409)
 */
export async function setEmbeddable(
	db: Db,
	actor: Actor,
	activityId: string,
	embeddable: boolean
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'embed', session);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const changed = await trx
			.updateTable('liveSessions')
			.set({ embeddable })
			.where('activityId', '=', activityId)
			.where('embeddable', '<>', embeddable)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) return;
		await recordOf(trx, actor, session, embeddable ? 'embeddingAllowed' : 'embeddingStopped');
	});
}
