import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { controlActor } from '../control-links.server.ts';
import { permissions } from '../permissions.ts';
import { sessionIdOfCode, sessionSubject } from '../session.server.ts';

/**
 * As whom somebody runs the session with this code: as the moderator they are signed in as, else as the holder of a
 * control link. The actor is handed on as it is where neither fits; the use cases refuse it.
 * @throws Refusal session_unknown
 */
export async function actorAtControl(
	db: Db,
	signedIn: Actor,
	code: string,
	key: string | undefined,
	now: Date
): Promise<{ activityId: string; actor: Actor; allowed: boolean }> {
	const activityId = await sessionIdOfCode(db, code);
	const subject = await sessionSubject(db, activityId);
	if (can(permissions, signedIn, 'run', subject)) {
		return { activityId, actor: signedIn, allowed: true };
	}
	const holder = await controlActor(db, activityId, key, now);
	return { activityId, actor: holder ?? signedIn, allowed: holder !== null };
}
