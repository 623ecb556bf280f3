import { sql, type Updateable } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { FundCalls } from '../../../platform/db/tables.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { lockApplication, recordOfApplication, type Application } from '../application.server.ts';
import type { FundVerb } from '../history-text.ts';
import { permissions } from '../permissions.ts';
import { reasonFrom } from '../reason.ts';
import { callHindrance, callWorkflow, type CallState, type CallStepKey } from './call-workflow.ts';

/** A call for money as its use cases ask about it. */
export type Call = Readonly<{
	callId: string;
	number: number;
	state: CallState;
	revision: number;
	amountCents: number;
	purpose: string;
	checkedBy: string | null;
	releasedOn: string | null;
	paidOn: string | null;
}>;

/** Both locked until the transaction ends, the application first. @throws Refusal call_unknown (404) */
export async function lockCall(
	trx: Trx,
	callId: string
): Promise<{ application: Application; call: Call }> {
	const application = await lockApplication(trx, await applicationIdOf(trx, callId));
	const { id, ...call } = await trx
		.selectFrom('fundCalls')
		.select(['id', 'number', 'state', 'revision', 'amountCents', 'purpose'])
		.select(['checkedBy', 'releasedOn', 'paidOn'])
		.where('id', '=', callId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	return { application, call: { ...call, callId: id, state: call.state as CallState } };
}

/** @throws Refusal call_unknown (404) */
export async function applicationIdOf(db: Db | Trx, callId: string): Promise<string> {
	const row = isUuid(callId)
		? await db
				.selectFrom('fundCalls')
				.select('applicationId')
				.where('id', '=', callId)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Refusal('missing', 'call_unknown');
	return row.applicationId;
}

type CallStepTaken = Readonly<{
	/** Of the call, that whoever decides has seen. */
	revision: number;
	reason?: string;
	set?: Updateable<FundCalls>;
}>;

/**
 * Takes one step of a call's workflow, in the transaction of its use case, and writes it into the audit trail.
 * @returns the reason as it is kept
 * @throws Refusal not_allowed, not_paying_now, not_possible_now, four_eyes, changed_meanwhile (409), reason_missing,
 *   text_too_long (422)
 */
export async function takeCallStep(
	trx: Trx,
	actor: Actor,
	{ application, call }: { application: Application; call: Call },
	step: CallStepKey,
	{ revision, reason: typed = '', set }: CallStepTaken
): Promise<string> {
	const { to, right, needsReason } = callWorkflow[step];
	demand(permissions, actor, right, application);
	const facts = { ...call, applicationState: application.state };
	const against = callHindrance(step, facts, actor.kind === 'account' ? actor.accountId : null);
	if (against) throw new Refusal('conflict', against);
	const reason = reasonFrom(typed, { needed: needsReason });
	const moved = await trx
		.updateTable('fundCalls')
		.set({ state: to, revision: sql<number>`revision + 1`, reason, ...set })
		.where('id', '=', call.callId)
		.where('revision', '=', revision)
		.executeTakeFirst();
	if (moved.numUpdatedRows === 0n) throw new Refusal('conflict', 'changed_meanwhile');
	await recordOfApplication(trx, actor, application, verbs[step], {
		call: call.number,
		amountCents: call.amountCents
	});
	return reason;
}

/** What the audit trail calls each step. */
const verbs: Readonly<Record<CallStepKey, FundVerb>> = {
	withdraw: 'callWithdrawn',
	check: 'callChecked',
	refuse: 'callRefused',
	release: 'callReleased',
	pay: 'callPaid',
	fail: 'callFailed',
	unfail: 'callUnfailed',
	bounce: 'callBounced'
};
