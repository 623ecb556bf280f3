import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';

/** Two managers who take each other away at the same moment wait here for one another. */
export async function oneAtATime(trx: Trx, organisationId: string): Promise<void> {
	await trx
		.selectFrom('organisations')
		.select('id')
		.where('id', '=', organisationId)
		.forUpdate()
		.execute();
}

/**
 * Asked after a manager was taken away, inside the transaction: is there still one who can sign in? An organisation
 * that nobody is left in may be without one.
 * @throws Refusal `conflict` last_manager
 */
export async function demandManagerLeft(trx: Trx, organisationId: string): Promise<void> {
	const left = await trx
		.selectFrom('memberships as m')
		.innerJoin('accounts as a', 'a.id', 'm.accountId')
		.select(({ fn, eb }) => [
			fn.countAll<number>().as('members'),
			fn
				.countAll<number>()
				.filterWhere(
					eb.and([
						eb('m.role', '=', 'manager'),
						eb('a.disabledAt', 'is', null),
						eb('a.passwordHash', 'is not', null)
					])
				)
				.as('managers')
		])
		.where('m.organisationId', '=', organisationId)
		.executeTakeFirstOrThrow();
	if (left.members > 0 && left.managers === 0) throw new Refusal('conflict', 'last_manager');
}
