import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { At } from '../at.ts';
import { book } from '../ledger/book.server.ts';
import { moneyOf } from '../ledger/money-of.server.ts';
import { bookReturn } from '../ledger/returns.server.ts';
import { mailApplicant } from '../notice/mail-applicant.server.ts';
import { callMail } from '../notice/mails.ts';
import { lockCall, takeCallStep } from './calls.server.ts';

type Said = Readonly<{ revision: number; reason: string }>;

/**
 * What was paid came back from the bank: booked as returned and promised again in the same transaction, so that the
 * applicant may call for it anew. Once the project's money has ended, `noteReturn` books what comes back.
 * @throws Refusal as `takeCallStep`, call_unknown; returned_above_paid (422) where some of it was given back before
 */
export async function noteBounced(
	db: Db,
	actor: Actor,
	callId: string,
	{ revision, reason }: Said,
	{ origin }: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const found = await lockCall(trx, callId);
		const { application, call } = found;
		await takeCallStep(trx, actor, found, 'bounce', { revision, reason });
		const { amountCents } = call;
		const { potId, applicationId } = application;
		await bookReturn(trx, actor, application, { amountCents, reason: 'bounced' });
		// Nobody comes between: the return holds the pot's row until the transaction ends.
		await book(trx, actor, {
			potId,
			applicationId,
			kind: 'reservation',
			amountCents,
			reason: 'bounced'
		});
		await mailApplicant(trx, application, origin, callMail('failed', { ...call, reason }));
	});
}

/**
 * It had been noted as failed by mistake: the payment is on its way again, to the account to which it was released.
 * @throws Refusal as `takeCallStep`, call_unknown; called_above_granted (409) where its money was called anew meanwhile
 */
export async function undoFailed(
	db: Db,
	actor: Actor,
	callId: string,
	{ revision, reason }: Said
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const found = await lockCall(trx, callId);
		const { callableCents } = await moneyOf(trx, found.application.applicationId);
		await takeCallStep(trx, actor, found, 'unfail', { revision, reason });
		if (found.call.amountCents > callableCents)
			throw new Refusal('conflict', 'called_above_granted');
	});
}
