import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { createSession, randomCode } from './create-session.server.ts';
import { permissions } from './permissions.ts';
import { readForCopy } from './copy-reads.server.ts';
import { sessionSubject } from './session.server.ts';

/**
 * Makes a new draft with the same questions and rules, a code of its own and no ballots: for the next square, or to
 * try it out beforehand. Its window is empty.
 */
export async function copySession(
	db: Db,
	actor: Actor,
	activityId: string,
	retainUntil: string
): Promise<{ activityId: string; code: string }> {
	demand(permissions, actor, 'edit', await sessionSubject(db, activityId));
	const { session, questions } = await readForCopy(db, activityId);
	return createSession(
		db,
		actor,
		{ ...session, startsAt: null, endsAt: null, retainUntil },
		questions,
		randomCode,
		{ copyOf: activityId }
	);
}
