import { randomBytes } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { fingerprint } from '../../platform/secrets.ts';
import { announceChange } from './announce.server.ts';
import { permissions } from './permissions.ts';
import { controlLinkHours } from './rules.ts';
import { presentState, recordOf, sessionSubject } from './session.server.ts';

/** The cookie that the key moves into at the first visit: HttpOnly, SameSite=Lax, path /, as long as the link lives. */
export const controlCookie = (code: string) => `palaver-control-${code}`;

/** What a link is for: to run the session, or only to cast ballots at a tablet that goes round. */
export type LinkPurpose = 'control' | 'tablet';

/**
 * Makes a link with which somebody without an account can run this one session, or lets people vote at a tablet.
 * Only a fingerprint of the key is kept, so it can be shown this once.
 * @throws Refusal session_over, tablet_paced (409): a tablet shows the question on the stage, and at this pace there is none
 */
export async function shareControl(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date,
	purpose: LinkPurpose = 'control'
): Promise<{ key: string; expiresAt: Date }> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, purpose === 'tablet' ? 'lend' : 'share', session);
	const key = randomBytes(24).toString('base64url');
	const expiresAt = new Date(now.getTime() + controlLinkHours * 3_600_000);
	await db.transaction().execute(async (trx) => {
		const { standing, pace } = await presentState(trx, activityId);
		if (standing === 'ended') throw new Refusal('conflict', 'session_over');
		if (purpose === 'tablet' && pace === 'participant')
			throw new Refusal('conflict', 'tablet_paced');
		const link = await trx
			.insertInto('liveControlLinks')
			.values({
				tokenHash: fingerprint(key),
				activityId,
				purpose,
				createdBy: actor.kind === 'account' ? actor.accountId : null,
				createdAt: now,
				expiresAt
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		const told = purpose === 'tablet' ? 'tabletShared' : 'controlShared';
		await recordOf(trx, actor, session, told, { link: link.id });
	});
	return { key, expiresAt };
}

/** A link that was handed out, as its session's moderators see it. */
export type ControlLink = Readonly<{
	id: string;
	purpose: LinkPurpose;
	/** In the order in which they were made, from 1: how people tell them apart. */
	number: number;
	createdAt: Date;
	/** Null: an account that is gone. */
	createdBy: string | null;
	/** To the hour; null: nobody has opened it. */
	lastUsedAt: Date | null;
	/** Null: it works. */
	withdrawnAt: Date | null;
}>;

/** The links of a session until they expire, the withdrawn ones among them, oldest first. */
export async function listControlLinks(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<ControlLink[]> {
	demand(permissions, actor, 'share', await sessionSubject(db, activityId));
	const rows = await db
		.selectFrom('liveControlLinks as l')
		.leftJoin('accounts as a', 'a.id', 'l.createdBy')
		.select(['l.id', 'l.createdAt', 'l.lastUsedAt', 'l.withdrawnAt', 'a.displayName as createdBy'])
		.select((eb) => eb.ref('l.purpose').$castTo<LinkPurpose>().as('purpose'))
		.where('l.activityId', '=', activityId)
		.where('l.expiresAt', '>', now)
		.orderBy('l.createdAt')
		.orderBy('l.id')
		.execute();
	return rows.map((row, index) => ({ ...row, number: index + 1 }));
}

/**
 * Takes one link back, or all of them: a phone was lost, or the key seen by somebody. The phone is told at once. One
 * that does not work any more stays as it is.
 * @param linkId null: all links of the session
 */
export async function withdrawControl(
	db: Db,
	actor: Actor,
	activityId: string,
	linkId: string | null,
	now: Date
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'share', session);
	await db.transaction().execute(async (trx) => {
		const withdrawn = await trx
			.updateTable('liveControlLinks')
			.set({ withdrawnAt: now })
			.where('activityId', '=', activityId)
			.where('withdrawnAt', 'is', null)
			.$if(linkId !== null, (query) => query.where('id', '=', linkId!))
			.returning('id')
			.execute();
		if (withdrawn.length === 0) return;
		const links = withdrawn.map(({ id }) => id);
		await recordOf(trx, actor, session, linkId ? 'controlLinkWithdrawn' : 'controlWithdrawn', {
			links
		});
		await announceChange(trx, activityId);
	});
}

export async function dropControlLinks(trx: Trx, activityId: string): Promise<void> {
	await trx.deleteFrom('liveControlLinks').where('activityId', '=', activityId).execute();
}

/** Who holds this key; null: it is not (or no longer) one of this session. Notes the hour, not the minute, of the use. */
export async function controlActor(
	db: Db,
	activityId: string,
	key: string | null | undefined,
	now: Date
): Promise<(Actor & { kind: 'controlLink' }) | null> {
	const link = await workingLink(db, activityId, key, 'control', now);
	return link === null ? null : { kind: 'controlLink', linkId: link, activityId };
}

/** Whether this key opens the tablet of this session now; it is no right to anything else. */
export async function opensTablet(
	db: Db,
	activityId: string,
	key: string | null | undefined,
	now: Date
): Promise<boolean> {
	return (await workingLink(db, activityId, key, 'tablet', now)) !== null;
}

async function workingLink(
	db: Db,
	activityId: string,
	key: string | null | undefined,
	purpose: LinkPurpose,
	now: Date
): Promise<string | null> {
	if (!key) return null;
	const link = await db
		.selectFrom('liveControlLinks')
		.select(['id', 'lastUsedAt'])
		.where('tokenHash', '=', fingerprint(key))
		.where('activityId', '=', activityId)
		.where('purpose', '=', purpose)
		.where('withdrawnAt', 'is', null)
		.where('expiresAt', '>', now)
		.executeTakeFirst();
	if (!link) return null;
	const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
	if (link.lastUsedAt?.getTime() !== hour.getTime()) await noteHour(db, link.id, hour);
	return link.id;
}

async function noteHour(db: Db, linkId: string, lastUsedAt: Date): Promise<void> {
	await db.updateTable('liveControlLinks').set({ lastUsedAt }).where('id', '=', linkId).execute();
}
