import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { activityKeyOf } from '../../../core/activities/participant.server.ts';
import { keepReceipt, receiptTokenOf } from '../../../core/receipts/receipts.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { permissions } from '../permissions.ts';
import { isOpen, type Round } from '../round/round.server.ts';

export type Start = Readonly<{
	/** The form's own key: sent twice it is one draft. */
	clientKey: string;
	/** For which organisation; null: for a group, or bound to one later. */
	organisationId: string | null;
	locale: string;
}>;

/**
 * Makes an empty draft. Needs no account.
 * @returns the key of its pages: a receipt's code, or the application's id for members of an organisation
 * @throws Refusal round_closed, archived (409), not_allowed, organisation_unknown (422), input_invalid
 */
export async function startApplication(
	db: Db,
	actor: Actor,
	round: Round,
	{ clientKey, organisationId, locale }: Start,
	now: Date
): Promise<{ key: string }> {
	if (!isUuid(clientKey)) throw new Refusal('invalid', 'input_invalid');
	if (organisationId !== null) demandMember(actor, round, organisationId);
	if (!isOpen(round, now)) throw new Refusal('conflict', 'round_closed');
	return db.transaction().execute(async (trx) => {
		const organisation = organisationId && (await organisationNamed(trx, organisationId));
		const values = {
			...{ activityId: round.activityId, clientKey, organisationId, locale },
			touchedOn: localDay(now),
			draft: JSON.stringify(organisation ? { applicantName: organisation.name } : {})
		};
		await trx
			.insertInto('fundApplications')
			.values(values)
			.onConflict((conflict) => conflict.columns(['activityId', 'clientKey']).doNothing())
			.execute();
		const { id, owner } = await trx
			.selectFrom('fundApplications')
			.select(['id', 'organisationId as owner'])
			.where('activityId', '=', round.activityId)
			.where('clientKey', '=', clientKey)
			.executeTakeFirstOrThrow();
		// Sent again after it was handed to an organisation it gives no new code.
		return { key: owner === null ? await receiptFor(trx, round, clientKey, id) : id };
	});
}

/** Whoever applies for an organisation belongs to it; before there is an application that is all to ask. */
export function demandMember(actor: Actor, round: Round, organisationId: string): void {
	const { activityId, placeId } = round;
	demand(permissions, actor, 'apply', {
		...{ applicationId: '', activityId, placeId, organisationId },
		conflicted: []
	});
}

/** @throws Refusal organisation_unknown: there is none, or it is archived */
export async function organisationNamed(trx: Trx, id: string): Promise<{ name: string }> {
	const found = await trx
		.selectFrom('organisations')
		.select('name')
		.where('id', '=', id)
		.where('archivedAt', 'is', null)
		.executeTakeFirst();
	if (!found) throw new Refusal('invalid', 'organisation_unknown');
	return found;
}

async function receiptFor(
	trx: Trx,
	{ activityId }: Round,
	clientKey: string,
	subjectId: string
): Promise<string> {
	const activityKey = await activityKeyOf(trx, activityId);
	if (!activityKey) throw new Refusal('conflict', 'archived');
	const token = receiptTokenOf(activityKey, clientKey);
	await keepReceipt(trx, token, { activityId, subjectId });
	return token;
}
