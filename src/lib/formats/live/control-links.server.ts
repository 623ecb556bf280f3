import { randomBytes } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { fingerprint } from '../../platform/secrets.ts';
import { permissions } from './permissions.ts';
import { controlLinkHours } from './rules.ts';
import { presentState, recordOf, sessionSubject } from './session.server.ts';

/** The cookie that the key moves into at the first visit: HttpOnly, SameSite=Lax, path /, as long as the link lives. */
export const controlCookie = (code: string) => `palaver-control-${code}`;

/**
 * Makes a link with which somebody without an account can run this one session.
 * Only a fingerprint of the key is kept, so it can be shown this once.
 * @throws Refusal session_over (409)
 */
export async function shareControl(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<{ key: string; expiresAt: Date }> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'share', session);
	const key = randomBytes(24).toString('base64url');
	const expiresAt = new Date(now.getTime() + controlLinkHours * 3_600_000);
	await db.transaction().execute(async (trx) => {
		const { standing } = await presentState(trx, activityId);
		if (standing === 'ended') throw new Refusal('conflict', 'session_over');
		const link = await trx
			.insertInto('liveControlLinks')
			.values({
				tokenHash: fingerprint(key),
				activityId,
				createdBy: actor.kind === 'account' ? actor.accountId : null,
				expiresAt
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		await recordOf(trx, actor, session, 'controlShared', { link: link.id });
	});
	return { key, expiresAt };
}

/** Takes back every control link of the session: a phone was lost, or the key seen by somebody. */
export async function withdrawControl(db: Db, actor: Actor, activityId: string): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'share', session);
	await db.transaction().execute(async (trx) => {
		await dropControlLinks(trx, activityId);
		await recordOf(trx, actor, session, 'controlWithdrawn');
	});
}

export async function dropControlLinks(trx: Trx, activityId: string): Promise<void> {
	await trx.deleteFrom('liveControlLinks').where('activityId', '=', activityId).execute();
}

/** Who holds this key; null: it is not (or no longer) one of this session. */
export async function controlActor(
	db: Db,
	activityId: string,
	key: string | null | undefined,
	now: Date
): Promise<(Actor & { kind: 'controlLink' }) | null> {
	if (!key) return null;
	const link = await db
		.selectFrom('liveControlLinks')
		.select('id')
		.where('tokenHash', '=', fingerprint(key))
		.where('activityId', '=', activityId)
		.where('expiresAt', '>', now)
		.executeTakeFirst();
	return link ? { kind: 'controlLink', linkId: link.id, activityId } : null;
}
