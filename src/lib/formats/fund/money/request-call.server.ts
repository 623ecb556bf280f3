import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { lockApplication, recordOfApplication } from '../application.server.ts';
import { moneyOf } from '../ledger/money-of.server.ts';
import { permissions } from '../permissions.ts';
import { payingStates } from './call-workflow.ts';
import { lockCall, takeCallStep } from './calls.server.ts';
import { callSchema } from './money-input.ts';

type CallInput = Readonly<{
	/** In cents. */
	amount: number;
	purpose: string;
	/** Of this call, as the form announced it: sending the form twice makes one call. */
	number: number;
}>;

/**
 * The applicant calls for part of the grant, up to what was neither paid nor called.
 * @throws Refusal not_allowed, not_paying_now, changed_meanwhile (409), input_invalid, called_above_granted (422)
 */
export async function requestCall(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ number, ...input }: CallInput,
	now: Date
): Promise<{ callId: string }> {
	return db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'apply', application);
		const { amount, purpose } = parse(callSchema, input);
		if (!payingStates.includes(application.state)) throw new Refusal('conflict', 'not_paying_now');
		const { last } = await trx
			.selectFrom('fundCalls')
			.select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.val(0)).as('last'))
			.where('applicationId', '=', applicationId)
			.executeTakeFirstOrThrow();
		if (number !== last + 1) throw new Refusal('conflict', 'changed_meanwhile');
		const { callableCents } = await moneyOf(trx, applicationId);
		if (amount > callableCents)
			throw new Refusal('invalid', 'called_above_granted', { amount: 'called_above_granted' });
		const { id: callId } = await trx
			.insertInto('fundCalls')
			.values({ applicationId, number, amountCents: amount, purpose, requestedOn: localDay(now) })
			.returning('id')
			.executeTakeFirstOrThrow();
		await recordOfApplication(trx, actor, application, 'callRequested', {
			call: number,
			amountCents: amount
		});
		return { callId };
	});
}

/** The applicant takes back a call that was not released yet. @throws Refusal as `takeCallStep`, call_unknown */
export async function withdrawCall(
	db: Db,
	actor: Actor,
	callId: string,
	{ revision }: { revision: number }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const found = await lockCall(trx, callId);
		await takeCallStep(trx, actor, found, 'withdraw', { revision });
	});
}
