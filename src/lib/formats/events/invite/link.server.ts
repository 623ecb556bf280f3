import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import {
	drawReceiptToken,
	dropReceipts,
	keepReceipt
} from '../../../core/receipts/receipts.server.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { permissions } from '../permissions.ts';
import { recordOfSeries, seriesOf, type Series } from '../series/series.server.ts';
import { takesEntries } from '../series/takes-entries.ts';

/** Where whoever holds the link enters events. */
export const hostPath = (slug: string, key: string): string => `/events/${slug}/host/${key}`;

/**
 * Makes a link to hand out. An organisation that has one gets another one to the same events.
 * @returns the code as it stands in the link; nobody can show it again
 * @throws Refusal not_allowed; one_host, text_missing, text_too_long, organisation_unknown (422); series_closed (409)
 */
export async function giveLink(
	db: Db,
	actor: Actor,
	activityId: string,
	{ organisationId, hostName }: Readonly<{ organisationId: string | null; hostName: string }>,
	now: Date
): Promise<{ key: string; slug: string }> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'invite', series);
	const name = cleanLine(hostName);
	const refuse = (reason: string) => new Refusal('invalid', 'input_invalid', { hostName: reason });
	if (organisationId !== null && name !== '') throw refuse('one_host');
	if (organisationId === null && name === '') throw refuse('text_missing');
	if (lengthOf(name) > 200) throw refuse('text_too_long');
	return db.transaction().execute(async (trx) => {
		await lockOpenSeries(trx, series, now);
		const invitationId =
			organisationId === null
				? await inviteByName(trx, actor, series, name)
				: await inviteOrganisation(trx, actor, series, organisationId);
		const key = await linkOf(trx, series, invitationId);
		await recordOfSeries(trx, actor, series, 'linkGiven');
		return { key: spokenReceipt(key), slug: series.slug };
	});
}

/** Invitations of one series go out one after the other. @throws Refusal series_closed (409) */
export async function lockOpenSeries(trx: Trx, { activityId }: Series, now: Date): Promise<void> {
	await trx
		.selectFrom('eventSeries')
		.select('activityId')
		.where('activityId', '=', activityId)
		.forUpdate()
		.execute();
	const series = await seriesOf(trx, activityId);
	if (!takesEntries({ ...series, seriesStatus: series.status }, localDay(now)))
		throw new Refusal('conflict', 'series_closed');
}

const inviteByName = async (
	trx: Trx,
	actor: Actor,
	{ activityId, placeId }: Series,
	hostName: string
): Promise<string> => {
	const values = { activityId, placeId, hostName, createdBy: accountOf(actor) };
	const { id } = await trx
		.insertInto('eventInvitations')
		.values(values)
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
};

/** The organisation's one invitation to the series; one that was taken back holds again. @throws Refusal organisation_unknown */
export async function inviteOrganisation(
	trx: Trx,
	actor: Actor,
	{ activityId, placeId }: Series,
	organisationId: string
): Promise<string> {
	const organisation = isUuid(organisationId)
		? await trx
				.selectFrom('organisations')
				.select('placeId')
				.where('id', '=', organisationId)
				.where('archivedAt', 'is', null)
				.executeTakeFirst()
		: undefined;
	if (!organisation)
		throw new Refusal('invalid', 'organisation_unknown', {
			organisationId: 'organisation_unknown'
		});
	const { id } = await trx
		.insertInto('eventInvitations')
		.values({
			activityId,
			organisationId,
			placeId: organisation.placeId ?? placeId,
			createdBy: accountOf(actor)
		})
		.onConflict((conflict) =>
			conflict.columns(['activityId', 'organisationId']).doUpdateSet({ revokedAt: null })
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

const accountOf = (actor: Actor): string | null =>
	actor.kind === 'account' ? actor.accountId : null;

/** A new code that opens the invitation; only its hash is kept. */
export async function linkOf(
	trx: Trx,
	{ activityId }: Series,
	invitationId: string
): Promise<string> {
	const token = drawReceiptToken();
	await keepReceipt(trx, token, { activityId, subjectId: invitationId });
	return token;
}

/**
 * Takes an invitation back: none of its links opens anything any more. What was entered with them stays.
 * @throws Refusal not_allowed, invitation_unknown (404)
 */
export async function revokeInvitation(
	db: Db,
	actor: Actor,
	activityId: string,
	invitationId: string,
	now: Date
): Promise<void> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'invite', series);
	await db.transaction().execute(async (trx) => {
		const revoked = isUuid(invitationId)
			? await trx
					.updateTable('eventInvitations')
					.set({ revokedAt: now })
					.where('id', '=', invitationId)
					.where('activityId', '=', activityId)
					.where('revokedAt', 'is', null)
					.executeTakeFirst()
			: null;
		if (!revoked?.numUpdatedRows) throw new Refusal('missing', 'invitation_unknown');
		await dropReceipts(trx, activityId, [invitationId]);
		await recordOfSeries(trx, actor, series, 'linkRevoked');
	});
}
