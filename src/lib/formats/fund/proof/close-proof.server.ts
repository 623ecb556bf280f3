import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { lockApplication, type Application } from '../application.server.ts';
import { releaseRest } from '../ledger/book.server.ts';
import { permissions } from '../permissions.ts';
import { takeStep } from '../take-step.server.ts';
import { mailProofClosed } from './mails.server.ts';
import { readProof } from './proof.server.ts';

/** The office's last word. */
export type Closing = Readonly<{
	revision: number;
	/** `yes` or `no`, as typed. */
	succeeded: string;
	/** For the yearly report of the pot. */
	successes: string;
	difficulties: string;
	/** The applicant gets no more, although the costs would allow it. */
	giveUpRest: boolean;
}>;

/** Longest word on successes or difficulties, in characters. */
export const closingTextLength = 4000;

/**
 * Closes a proved project: what is still promised and no longer needed is free again in the pot.
 * @throws Refusal not_allowed; input_invalid (422); receipts_not_recognised, money_due_back, money_still_payable,
 *   call_open, change_open, not_possible_now, changed_meanwhile (409)
 */
export async function closeProof(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, giveUpRest, ...typed }: Closing,
	now: Date,
	origin: string
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'review', application);
		const said = checked(typed);
		const today = localDay(now);
		// First the step: whether it is possible at all is asked before what stands against it.
		await takeStep(trx, actor, application, 'close', {
			revision,
			set: { ...said, closedOn: today },
			detail: { succeeded: said.succeeded }
		});
		await demandSettled(trx, application, giveUpRest, today);
		await releaseRest(trx, actor, application, 'proof_closed');
		await mailProofClosed(trx, application, origin);
	});
}

function checked({
	succeeded,
	...typed
}: Pick<Closing, 'succeeded' | 'successes' | 'difficulties'>) {
	const said = {
		successes: cleanText(typed.successes),
		difficulties: cleanText(typed.difficulties)
	};
	const isLong = (text: string) => lengthOf(text) > closingTextLength;
	const fields = {
		...(!['yes', 'no'].includes(succeeded) && { succeeded: 'succeeded_missing' }),
		...(isLong(said.successes) && { successes: 'text_too_long' }),
		...(isLong(said.difficulties) && { difficulties: 'text_too_long' })
	};
	if (Object.keys(fields).length > 0) throw new Refusal('invalid', 'input_invalid', fields);
	return { ...said, succeeded: succeeded === 'yes' };
}

/** What was paid and not needed has come back, what is owed was paid, and nobody waits for an answer. */
async function demandSettled(
	trx: Trx,
	application: Application,
	giveUpRest: boolean,
	today: string
): Promise<void> {
	const { receipts, comparison } = await readProof(trx, application, today);
	const { dueBackCents, stillPayableCents } = comparison.settlement;
	const { calls, changes } = await waiting(trx, application.applicationId);
	const against = [
		[receipts.some(({ acceptedCents }) => acceptedCents === null), 'receipts_not_recognised'],
		[calls > 0, 'call_open'],
		[changes > 0, 'change_open'],
		[dueBackCents > 0, 'money_due_back'],
		[stillPayableCents > 0 && !giveUpRest, 'money_still_payable']
	] as const;
	const reason = against.find(([holds]) => holds)?.[1];
	if (reason) throw new Refusal('conflict', reason);
}

/** How many calls for money and requests for a change nobody has answered. */
async function waiting(trx: Trx, applicationId: string) {
	return trx
		.selectNoFrom([
			sql<number>`(select count(*)::integer from fund_calls where application_id = ${applicationId}
				and state in ('requested', 'checked', 'released'))`.as('calls'),
			sql<number>`(select count(*)::integer from fund_changes where application_id = ${applicationId}
				and state = 'requested')`.as('changes')
		])
		.executeTakeFirstOrThrow();
}
