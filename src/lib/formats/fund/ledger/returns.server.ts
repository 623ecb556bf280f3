import type { Actor } from '../../../access/actor.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Application } from '../application.server.ts';
import { book } from './book.server.ts';

/**
 * Books money that came back from a locked application, as part of a use case: it is neither paid nor promised any
 * longer, so the pot has it again.
 * @throws Refusal returned_above_paid (422)
 */
export async function bookReturn(
	trx: Trx,
	actor: Actor,
	{ potId, applicationId, paidCents }: Pick<Application, 'potId' | 'applicationId' | 'paidCents'>,
	{ amountCents, reason }: Readonly<{ amountCents: number; reason: string }>
): Promise<void> {
	if (amountCents > paidCents)
		throw new Refusal('invalid', 'returned_above_paid', { amount: 'returned_above_paid' });
	await book(trx, actor, { potId, applicationId, kind: 'return', amountCents, reason });
}
