import type { Actor } from '../../../access/actor.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';

export type LedgerKind = 'allocation' | 'cut' | 'reservation' | 'release' | 'payment' | 'return';

type Entry = Readonly<{
	potId: string;
	/** Null for money into and out of the pot itself. */
	applicationId: string | null;
	kind: LedgerKind;
	/** In cents, above zero: the kind says in which direction. */
	amountCents: number;
	/** The paid call, for payments. */
	callId?: string;
	/** Key or words that explain it to every reader of the books. */
	reason: string;
}>;

/**
 * Writes one entry of the books; a trigger keeps the sums of application and pot, whose row it locks, and their checks
 * refuse what is not there. Application first, pot second: a transaction books for one application only, or two of
 * them could wait for each other.
 * @throws Refusal pot_exhausted, not_committed, call_paid_already (409)
 */
export async function book(trx: Trx, actor: Actor, entry: Entry): Promise<void> {
	try {
		await trx
			.insertInto('fundLedger')
			.values({ ...entry, bookedBy: actor.kind === 'account' ? actor.accountId : null })
			.execute();
	} catch (error) {
		throw refusalOf(error) ?? error;
	}
}

function refusalOf(error: unknown): Refusal | null {
	const reason = Object.entries(reasons).find(([constraint]) => breaks(error, constraint))?.[1];
	return reason ? new Refusal('conflict', reason) : null;
}

/** Constraints by which the database holds the rules of money. */
const reasons: Readonly<Record<string, string>> = {
	fund_pots_never_overspent: 'pot_exhausted',
	fund_pots_amount_cents_check: 'pot_exhausted',
	fund_pots_paid_what_was_committed: 'not_committed',
	fund_applications_paid_what_was_committed: 'not_committed',
	fund_applications_committed_what_was_granted: 'not_granted',
	fund_applications_committed_cents_check: 'not_committed',
	fund_applications_paid_cents_check: 'not_paid',
	fund_ledger_call_paid_once: 'call_paid_already'
};

type Money = Readonly<{
	potId: string;
	applicationId: string;
	committedCents: number;
	paidCents: number;
}>;

/** What was promised and not paid is free again. Nothing is booked where nothing is left. */
export async function releaseRest(
	trx: Trx,
	actor: Actor,
	{ potId, applicationId, committedCents, paidCents }: Money,
	reason: string
): Promise<void> {
	const amountCents = committedCents - paidCents;
	if (amountCents === 0) return;
	await book(trx, actor, { potId, applicationId, kind: 'release', amountCents, reason });
}
