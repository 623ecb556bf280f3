import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { controlActor } from '../control-links.server.ts';
import { permissions } from '../permissions.ts';
import { sessionIdOfCode, sessionSubject } from '../session.server.ts';

/** Whoever asks for the control of the session with this code. */
export type AtControl = Readonly<{
	signedIn: Actor;
	code: string;
	/** Of a control link. */
	key: string | undefined;
	now: Date;
}>;

/**
 * As whom somebody runs the session with this code: as the moderator they are signed in as, else as the holder of a
 * control link. Null: they may not, or there is no such session; which of the two is nobody's business.
 */
export async function actorAtControl(
	db: Db,
	{ signedIn, code, key, now }: AtControl
): Promise<{ activityId: string; actor: Actor } | null> {
	const activityId = await sessionIdOfCode(db, code);
	if (!activityId) return null;
	if (can(permissions, signedIn, 'run', await sessionSubject(db, activityId)))
		return { activityId, actor: signedIn };
	const holder = await controlActor(db, activityId, key, now);
	return holder && { activityId, actor: holder };
}
