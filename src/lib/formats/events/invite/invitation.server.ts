import type { Actor } from '../../../access/actor.ts';
import { findReceipt } from '../../../core/receipts/receipts.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';

/** Somebody who was asked to enter events, with or without an account. */
export type EventInvitation = Readonly<{
	invitationId: string;
	activityId: string;
	organisationId: string | null;
	hostName: string | null;
	/** What the host is called, whichever it is. */
	name: string;
	placeId: string;
}>;

/** One that was not taken back. @throws Refusal invitation_unknown (404) */
export async function invitationOf(db: Db | Trx, id: string): Promise<EventInvitation> {
	const row = await db
		.selectFrom('eventInvitations as i')
		.leftJoin('organisations as o', 'o.id', 'i.organisationId')
		.select(['i.id as invitationId', 'i.activityId', 'i.organisationId', 'i.hostName', 'i.placeId'])
		.select((eb) => eb.fn.coalesce('o.name', 'i.hostName').as('name'))
		.where('i.id', '=', id)
		.where('i.revokedAt', 'is', null)
		.executeTakeFirst();
	if (!row) throw unknown();
	return row as EventInvitation;
}

/**
 * Whoever holds the link of an invitation.
 * @param key the code in the address
 * @throws Refusal invitation_unknown (404)
 */
export async function holderOf(
	db: Db,
	slug: string,
	key: string
): Promise<{ actor: Actor; invitation: EventInvitation }> {
	const receipt = await findReceipt(db, key);
	if (receipt?.format !== 'events') throw unknown();
	const invitation = await invitationOf(db, receipt.subjectId);
	const series = await db
		.selectFrom('eventSeries')
		.select('slug')
		.where('activityId', '=', invitation.activityId)
		.executeTakeFirst();
	if (series?.slug !== slug) throw unknown();
	return { actor: { kind: 'receipt', subjectId: invitation.invitationId }, invitation };
}

/** Whether the organisation was asked to this series; then it may enter also where the series is not open to all. */
export async function isInvited(
	db: Db | Trx,
	activityId: string,
	organisationId: string
): Promise<boolean> {
	const row = await db
		.selectFrom('eventInvitations')
		.select('id')
		.where('activityId', '=', activityId)
		.where('organisationId', '=', organisationId)
		.where('revokedAt', 'is', null)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

const unknown = () => new Refusal('missing', 'invitation_unknown');
