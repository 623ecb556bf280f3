import type { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { membershipSchema } from '../schema.ts';

export type NewMembership = z.infer<typeof membershipSchema>;

/** Makes a person member or manager of an organisation; an existing membership gets the new role. */
export async function setMembership(
	means: Means,
	actor: Actor,
	input: z.input<typeof membershipSchema>
): Promise<void> {
	const membership = parse(membershipSchema, input);
	const { placeId } = await livingOrganisation(means, membership.organisationId);
	demand(people, actor, 'membership.add', { accountId: membership.accountId, placeId });
	await means.db.transaction().execute((trx) => putMembership(trx, actor, membership, placeId));
}

/** The row and its history entry, for whoever has asked for the right already. */
export async function putMembership(
	trx: Trx,
	actor: Actor,
	membership: NewMembership,
	placeId: string | null
): Promise<void> {
	await trx
		.insertInto('memberships')
		.values(membership)
		.onConflict((on) =>
			on.columns(['accountId', 'organisationId']).doUpdateSet({ role: membership.role })
		)
		.execute();
	await tell(trx, actor, 'membership.set', membership, placeId);
}

export async function removeMembership(
	means: Means,
	actor: Actor,
	input: { accountId: string; organisationId: string }
): Promise<void> {
	const { placeId } = await organisation(means, input.organisationId);
	demand(people, actor, 'membership.remove', { accountId: input.accountId, placeId });
	await means.db.transaction().execute(async (trx) => {
		const removed = await trx
			.deleteFrom('memberships')
			.where('accountId', '=', input.accountId)
			.where('organisationId', '=', input.organisationId)
			.returning('role')
			.executeTakeFirst();
		if (removed) await tell(trx, actor, 'membership.removed', { ...input, ...removed }, placeId);
	});
}

/** @throws Refusal `missing` for an unknown one, `conflict` for an archived one */
export async function livingOrganisation(means: Means, id: string) {
	const found = await organisation(means, id);
	if (found.archivedAt)
		throw new Refusal('conflict', 'organisation_archived', {
			organisationId: 'organisation_archived'
		});
	return found;
}

async function organisation(means: Means, id: string) {
	if (!isUuid(id)) throw new Refusal('missing', 'organisation_unknown');
	return means.db
		.selectFrom('organisations')
		.select(['placeId', 'archivedAt'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow(() => new Refusal('missing', 'organisation_unknown'));
}

const tell = (
	trx: Trx,
	actor: Actor,
	action: `membership.${string}`,
	{ accountId, organisationId, role }: { accountId: string; organisationId: string; role: string },
	placeId: string | null
) =>
	record(trx, actor, {
		action,
		subjectKind: 'account',
		subjectId: accountId,
		placeId,
		detail: { organisationId, role }
	});
