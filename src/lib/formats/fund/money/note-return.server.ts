import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { lockApplication, recordOfApplication } from '../application.server.ts';
import { bookReturn } from '../ledger/returns.server.ts';
import { permissions } from '../permissions.ts';
import type { State } from '../states.ts';
import { payingStates } from './call-workflow.ts';
import { sumWithReason } from './money-input.ts';

/** While it runs, is revoked or demanded back, and after it was closed: somebody finds the last receipt late. */
export const returningStates: readonly State[] = [
	...payingStates,
	'revoked',
	'reclaimed',
	'closed'
];

/**
 * Finance books money that came back, freely or on demand; it is in the pot again.
 * @param input `amount` in cents
 * @throws Refusal not_allowed, not_possible_now, changed_meanwhile (409), input_invalid, returned_above_paid (422)
 */
export async function noteReturn(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, ...input }: Readonly<{ revision: number; amount: number; reason: string }>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'releaseCall', application);
		const { amount, reason } = parse(sumWithReason, input);
		if (!returningStates.includes(application.state))
			throw new Refusal('conflict', 'not_possible_now');
		if (application.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
		await bookReturn(trx, actor, application, { amountCents: amount, reason });
		// Two forms that both saw it before: the second books nothing.
		await trx
			.updateTable('fundApplications')
			.set({ revision: sql<number>`revision + 1` })
			.where('id', '=', applicationId)
			.execute();
		await recordOfApplication(trx, actor, application, 'returned', { amountCents: amount });
	});
}
