import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { lockApplication, type Application } from '../application.server.ts';
import type { At } from '../at.ts';
import { endMoney } from '../money/end-money.server.ts';
import { sumWithReason } from '../money/money-input.ts';
import { permissions } from '../permissions.ts';
import { takeStep } from '../take-step.server.ts';
import { issueLetter } from './issue-letter.server.ts';
import type { Sender } from './letter.ts';
import { objectionSchema } from './notify.server.ts';

type Seen = Readonly<{ revision: number; reason: string }>;
type Formal = Readonly<{ objection: string; sender: Sender | null }>;

/**
 * The grant no longer holds: what was not paid is free again. What was paid stays until it is demanded back.
 * @throws Refusal as `takeStep`; call_on_its_way (409), input_invalid (422)
 */
export async function revokeGrant(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, reason: typed, sender, ...input }: Seen & Formal,
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'review', application);
		const { objection } = parse(objectionSchema, input);
		const taken = { revision, reason: typed, set: { dueOn: null } };
		const reason = await takeStep(trx, actor, application, 'revoke', taken);
		await endMoney(trx, actor, application, 'revoked');
		const letter = { sender, objection, reason };
		await issueLetter(trx, actor, applicationId, 'revocation', letter, at);
	});
}

/**
 * Demands back money that was paid, in whole or in part.
 * @param input `amount` in cents
 * @throws Refusal as `takeStep`; demanded_above_paid, input_invalid (422), call_on_its_way (409)
 */
export async function demandBack(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, sender, ...input }: Seen & Formal & { amount: number },
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'review', application);
		const { objection } = parse(objectionSchema, input);
		const { amount, reason } = parse(sumWithReason, input);
		await takeStep(trx, actor, application, 'reclaim', {
			revision,
			reason,
			set: { reclaimedCents: amount },
			detail: { amountCents: amount }
		});
		if (amount > application.paidCents)
			throw new Refusal('invalid', 'demanded_above_paid', { amount: 'demanded_above_paid' });
		await endMoney(trx, actor, application, 'reclaimed');
		const letter = { sender, objection, reason, demandedCents: amount };
		await issueLetter(trx, actor, applicationId, 'reclaim', letter, at);
	});
}

/**
 * Ends a demand: everything has come back, or the rest is given up.
 * @throws Refusal as `takeStep`; money_outstanding (409) unless the rest is given up
 */
export async function settleDemand(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, reason, giveUp }: Seen & { giveUp: boolean },
	{ now }: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'review', application);
		const outstandingCents = await outstandingOf(trx, application);
		if (outstandingCents > 0 && !giveUp) throw new Refusal('conflict', 'money_outstanding');
		await takeStep(trx, actor, application, 'settle', {
			revision,
			reason,
			set: { closedOn: localDay(now) },
			detail: { givenUpCents: outstandingCents }
		});
	});
}

/** What of the last demand has not come back yet, in cents; while it is open, money only comes back. */
export async function outstandingOf(
	db: Db | Trx,
	{ applicationId, state, paidCents }: Application
): Promise<number> {
	if (state !== 'reclaimed') return 0;
	const { content } = await db
		.selectFrom('fundNotices')
		.select('content')
		.where('applicationId', '=', applicationId)
		.where('kind', '=', 'reclaim')
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	const demand = content as { demandedCents: number; paidCents: number };
	return Math.max(0, demand.demandedCents - (demand.paidCents - paidCents));
}
