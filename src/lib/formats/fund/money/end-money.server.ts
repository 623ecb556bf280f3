import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Application } from '../application.server.ts';
import { releaseRest } from '../ledger/book.server.ts';

/**
 * The end of an application's money, as part of the use case that ends it (closing, withdrawing, revoking, demanding
 * back): what was called and not released is refused, an open request for a change falls away, and what was promised and
 * not paid is free again. The application is locked.
 * @param reason key that the books and the refused calls carry
 * @throws Refusal call_on_its_way (409) while the bank may be paying: first say whether it was paid or failed
 */
export async function endMoney(
	trx: Trx,
	actor: Actor,
	application: Application,
	reason: string
): Promise<void> {
	const { applicationId } = application;
	const released = await trx
		.selectFrom('fundCalls')
		.select('id')
		.where('applicationId', '=', applicationId)
		.where('state', '=', 'released')
		.executeTakeFirst();
	if (released) throw new Refusal('conflict', 'call_on_its_way');
	await trx
		.updateTable('fundCalls')
		.set({ state: 'refused', reason, revision: sql<number>`revision + 1` })
		.where('applicationId', '=', applicationId)
		.where('state', 'in', ['requested', 'checked'])
		.execute();
	await trx
		.updateTable('fundChanges')
		.set({ state: 'withdrawn', revision: sql<number>`revision + 1` })
		.where('applicationId', '=', applicationId)
		.where('state', '=', 'requested')
		.execute();
	await releaseRest(trx, actor, application, reason);
}
