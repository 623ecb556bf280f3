import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import type { Application } from '../application.server.ts';
import type { At } from '../at.ts';
import { book } from '../ledger/book.server.ts';
import { callMail } from '../notice/mails.ts';
import { mailApplicant } from '../notice/mail-applicant.server.ts';
import { permissions } from '../permissions.ts';
import { lockCall, takeCallStep, type Call } from './calls.server.ts';
import { paidSchema } from './money-input.ts';

type Seen = Readonly<{ revision: number }>;
type Found = Readonly<{ application: Application; call: Call }>;

/** The office has checked that it fits plan and project. @throws Refusal as `takeCallStep`, call_unknown */
export async function checkCall(
	db: Db,
	actor: Actor,
	callId: string,
	{ revision }: Seen,
	{ now }: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const set = { checkedBy: accountOf(actor), checkedOn: localDay(now) };
		await takeCallStep(trx, actor, await lockCall(trx, callId), 'check', { revision, set });
	});
}

/** @throws Refusal as `takeCallStep`, call_unknown */
export async function refuseCall(
	db: Db,
	actor: Actor,
	callId: string,
	{ revision, reason: typed }: Seen & { reason: string },
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const found = await lockCall(trx, callId);
		const taken = { revision, reason: typed };
		const reason = await takeCallStep(trx, actor, found, 'refuse', taken);
		await tell(trx, found, 'refused', reason, at);
	});
}

/**
 * Finance releases the payment: from now on there is a payment order, to the account as it is at this moment.
 * @throws Refusal as `takeCallStep`; four_eyes for whoever checked it, iban_missing (409)
 */
export async function releaseCall(
	db: Db,
	actor: Actor,
	callId: string,
	{ revision }: Seen,
	{ now }: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const found = await lockCall(trx, callId);
		demand(permissions, actor, 'releaseCall', found.application);
		const account = JSON.stringify(await accountToPay(trx, found.application.applicationId));
		const set = { releasedBy: accountOf(actor), releasedOn: localDay(now), account };
		await takeCallStep(trx, actor, found, 'release', { revision, set });
	});
}

/**
 * The money has left the city's account: booked as paid in the same transaction.
 * @throws Refusal as `takeCallStep`; date_in_future, paid_before_release, input_invalid (422), call_paid_already (409)
 */
export async function notePaid(
	db: Db,
	actor: Actor,
	callId: string,
	{ revision, ...input }: Seen & { paidOn: string; reference: string },
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const found = await lockCall(trx, callId);
		const { application, call } = found;
		demand(permissions, actor, 'releaseCall', application);
		const { paidOn, reference } = parse(paidSchema, input);
		const refuse = (reason: string) => new Refusal('invalid', reason, { paidOn: reason });
		if (paidOn > localDay(at.now)) throw refuse('date_in_future');
		if (call.releasedOn !== null && paidOn < call.releasedOn) throw refuse('paid_before_release');
		const set = { paidBy: accountOf(actor), paidOn, reference };
		await takeCallStep(trx, actor, found, 'pay', { revision, set });
		await book(trx, actor, {
			potId: application.potId,
			applicationId: application.applicationId,
			kind: 'payment',
			amountCents: call.amountCents,
			callId,
			reason: 'call'
		});
		await tell(trx, found, 'paid', '', at);
	});
}

/** It did not arrive; the applicant may call for it anew. @throws Refusal as `takeCallStep`, call_unknown */
export async function noteFailed(
	db: Db,
	actor: Actor,
	callId: string,
	{ revision, reason: typed }: Seen & { reason: string },
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const found = await lockCall(trx, callId);
		const taken = { revision, reason: typed };
		const reason = await takeCallStep(trx, actor, found, 'fail', taken);
		await tell(trx, found, 'failed', reason, at);
	});
}

const accountOf = (actor: Actor) => (actor.kind === 'account' ? actor.accountId : null);

/** @throws Refusal iban_missing (409) */
async function accountToPay(trx: Trx, applicationId: string) {
	const contact = await trx
		.selectFrom('fundContacts')
		.select(['name', 'accountHolder', 'iban'])
		.where('applicationId', '=', applicationId)
		.executeTakeFirst();
	if (!contact || contact.iban === '') throw new Refusal('conflict', 'iban_missing');
	return { holder: contact.accountHolder || contact.name, iban: contact.iban };
}

const tell = (
	trx: Trx,
	{ application, call }: Found,
	what: 'paid' | 'failed' | 'refused',
	reason: string,
	{ origin }: At
) => mailApplicant(trx, application, origin, callMail(what, { ...call, reason }));
