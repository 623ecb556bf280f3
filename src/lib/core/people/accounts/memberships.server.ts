import type { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { demandManagerLeft, oneAtATime } from '../organisations/last-manager.server.ts';
import { people } from '../permissions.ts';
import { membershipSchema } from '../schema.ts';

export type NewMembership = z.infer<typeof membershipSchema>;

/**
 * Makes a person member or manager of an organisation; an existing membership gets the new role.
 * @throws Refusal `conflict` last_manager, organisation_archived
 */
export async function setMembership(
	means: Means,
	actor: Actor,
	input: z.input<typeof membershipSchema>
): Promise<void> {
	const membership = parse(membershipSchema, input);
	const { accountId, organisationId, role } = membership;
	const { placeId } = await livingOrganisation(means, organisationId);
	demand(people, actor, 'membership.add', { accountId, placeId });
	await means.db.transaction().execute(async (trx) => {
		await oneAtATime(trx, organisationId);
		const before = await roleOf(trx, membership);
		await putMembership(trx, actor, membership, placeId);
		if (before === 'manager' && role === 'member') await demandManagerLeft(trx, organisationId);
	});
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

/**
 * A manager makes somebody of the own organisation manager too, or takes that back.
 * @throws Refusal not_allowed, not_a_member (409), last_manager (409)
 */
export async function setMemberRole(
	means: Means,
	actor: Actor,
	input: z.input<typeof membershipSchema>
): Promise<void> {
	const membership = parse(membershipSchema, input);
	const { accountId, organisationId, role } = membership;
	const { placeId } = await livingOrganisation(means, organisationId);
	demand(people, actor, 'membership.setRole', { accountId, placeId, organisationId });
	await means.db.transaction().execute(async (trx) => {
		await oneAtATime(trx, organisationId);
		const before = await roleOf(trx, membership);
		if (before === null) throw new Refusal('conflict', 'not_a_member');
		if (before === role) return;
		await putMembership(trx, actor, membership, placeId);
		if (role === 'member') await demandManagerLeft(trx, organisationId);
	});
}

/**
 * Takes somebody out of an organisation, or oneself. A second time nothing happens.
 * @throws Refusal `conflict` last_manager while others are left
 */
export async function removeMembership(
	means: Means,
	actor: Actor,
	input: { accountId: string; organisationId: string }
): Promise<void> {
	const { placeId } = await organisation(means, input.organisationId);
	demand(people, actor, 'membership.remove', { ...input, placeId });
	await means.db.transaction().execute(async (trx) => {
		await oneAtATime(trx, input.organisationId);
		const removed = await trx
			.deleteFrom('memberships')
			.where('accountId', '=', input.accountId)
			.where('organisationId', '=', input.organisationId)
			.returning('role')
			.executeTakeFirst();
		if (!removed) return;
		if (removed.role === 'manager') await demandManagerLeft(trx, input.organisationId);
		await tell(trx, actor, 'membership.removed', { ...input, ...removed }, placeId);
	});
}

/**
 * Hands one's own managing over: that member manages from now on, oneself stays as a member.
 * @throws Refusal not_allowed, not_a_member (409), last_manager (409) where that member cannot sign in yet
 */
export async function handOver(
	means: Means,
	actor: Actor,
	{ organisationId, accountId }: { organisationId: string; accountId: string }
): Promise<void> {
	const { placeId } = await livingOrganisation(means, organisationId);
	demand(people, actor, 'organisation.handOver', { organisationId, placeId });
	const self = actor.kind === 'account' ? actor.accountId : '';
	await means.db.transaction().execute(async (trx) => {
		await oneAtATime(trx, organisationId);
		const own = await roleOf(trx, { accountId: self, organisationId });
		const others = isUuid(accountId) ? await roleOf(trx, { accountId, organisationId }) : null;
		// Between the page and the press somebody may have taken either of them out.
		if (own !== 'manager' || others === null || accountId === self)
			throw new Refusal('conflict', 'not_a_member');
		await putMembership(trx, actor, { accountId, organisationId, role: 'manager' }, placeId);
		await putMembership(trx, actor, { accountId: self, organisationId, role: 'member' }, placeId);
		await demandManagerLeft(trx, organisationId);
	});
}

async function roleOf(
	trx: Trx,
	{ accountId, organisationId }: { accountId: string; organisationId: string }
): Promise<string | null> {
	const found = await trx
		.selectFrom('memberships')
		.select('role')
		.where('accountId', '=', accountId)
		.where('organisationId', '=', organisationId)
		.executeTakeFirst();
	return found?.role ?? null;
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
