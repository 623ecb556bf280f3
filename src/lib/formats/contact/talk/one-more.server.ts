import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { permissions } from '../permissions.ts';
import { pointOf, recordOfPoint } from '../point/point.server.ts';
import { demandRunning, lockTalk, type SeenTalk } from './note-talk.server.ts';
import { talkLimits } from './schema.ts';

/**
 * One more talk about the same, there and then.
 * @throws Refusal not_allowed, talk_unknown (404), not_taken_now, changed_meanwhile (409), out_of_range (422)
 */
export async function countOneMore(
	db: Db,
	actor: Actor,
	activityId: string,
	seen: SeenTalk
): Promise<void> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'noteTalks', point);
	demandRunning(point);
	await db.transaction().execute(async (trx) => {
		const { heldOn, contacts } = await lockTalk(trx, activityId, seen);
		if (contacts >= talkLimits.contacts) throw new Refusal('invalid', 'out_of_range');
		await trx
			.updateTable('contactTalks')
			.set({ contacts: contacts + 1, revision: seen.revision + 1 })
			.where('id', '=', seen.talkId)
			.execute();
		const detail = { day: heldOn, contacts: contacts + 1 };
		await recordOfPoint(trx, actor, point, 'talkCorrected', detail);
	});
}
