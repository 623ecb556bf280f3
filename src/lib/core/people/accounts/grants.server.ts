import type { z } from 'zod';
import type { Actor, Role } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { grantSchema } from '../schema.ts';
import { demandAdministratorLeft, oneAtATime } from './administrators.server.ts';

export type NewGrant = { accountId: string; role: Role; placeId: string };

/**
 * Gives a role at a place and everything below it. It counts from the person's next request on.
 * @throws Refusal `conflict` already_granted
 */
export async function giveGrant(
	means: Means,
	actor: Actor,
	input: z.input<typeof grantSchema>
): Promise<void> {
	demand(people, actor, 'grant.give', input);
	const grant = parse(grantSchema, input);
	try {
		await means.db.transaction().execute((trx) => insertGrant(trx, actor, grant));
	} catch (error) {
		if (breaks(error, 'role_grants_once'))
			throw new Refusal('conflict', 'already_granted', { role: 'already_granted' });
		throw error;
	}
}

/** The row and its history entry, for whoever has asked for the right already. */
export async function insertGrant(trx: Trx, actor: Actor, grant: NewGrant): Promise<void> {
	await trx
		.insertInto('roleGrants')
		.values({ ...grant, grantedBy: actor.kind === 'account' ? actor.accountId : null })
		.execute();
	await tell(trx, actor, 'grant.given', grant);
}

/**
 * Takes a role away, at once. A second time nothing happens.
 * @throws Refusal `conflict` last_administrator; `missing` grant_unknown
 */
export async function revokeGrant(means: Means, actor: Actor, grantId: string): Promise<void> {
	if (!isUuid(grantId)) throw new Refusal('missing', 'grant_unknown');
	const grant = await means.db
		.selectFrom('roleGrants')
		.select(['id', 'accountId', 'role', 'placeId'])
		.where('id', '=', grantId)
		.executeTakeFirst();
	if (!grant) throw new Refusal('missing', 'grant_unknown');
	demand(people, actor, 'grant.revoke', grant);
	await means.db.transaction().execute(async (trx) => {
		if (grant.role === 'administrator') await oneAtATime(trx);
		const revoked = await trx
			.updateTable('roleGrants')
			.set({ revokedAt: means.clock() })
			.where('id', '=', grantId)
			.where('revokedAt', 'is', null)
			.executeTakeFirst();
		if (revoked.numUpdatedRows === 0n) return;
		if (grant.role === 'administrator') await demandAdministratorLeft(trx, grant.placeId);
		await tell(trx, actor, 'grant.revoked', grant);
	});
}

const tell = (
	trx: Trx,
	actor: Actor,
	action: `grant.${string}`,
	{ accountId, role, placeId }: { accountId: string; role: string; placeId: string }
) =>
	record(trx, actor, {
		action,
		subjectKind: 'account',
		subjectId: accountId,
		placeId,
		detail: { role }
	});
