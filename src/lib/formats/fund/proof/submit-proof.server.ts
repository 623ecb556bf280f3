import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { lockApplication } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { takeStep } from '../take-step.server.ts';
import { readProof, type Proof } from './proof.server.ts';

/** What was handed in, as it was on that day: kept whatever is corrected later. */
export type FrozenProof = Pick<Proof, 'report' | 'receipts' | 'comparison'>;

/**
 * Hands in the proof, or, after a query, hands it in again; what was told and counted is frozen.
 * @param answer to the office's query, in words
 * @throws Refusal not_allowed; proof_incomplete (422) while a check is open, with one field per open check;
 *   not_possible_now, changed_meanwhile (409)
 */
export async function submitProof(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, answer = '' }: { revision: number; answer?: string },
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'apply', application);
		const isAnswer = application.state === 'proofQueried';
		const today = localDay(now);
		const proof = await readProof(trx, application, today);
		await takeStep(trx, actor, application, isAnswer ? 'answerProof' : 'submitProof', {
			revision,
			reason: answer,
			set: { dueOn: null },
			detail: { spentCents: proof.comparison.total.actualCents }
		});
		demandComplete(proof);
		await freeze(trx, applicationId, proof, today);
	});
}

function demandComplete({ checks }: Proof): void {
	const open = checks.filter((check) => check.open > 0);
	if (open.length > 0)
		throw new Refusal(
			'invalid',
			'proof_incomplete',
			Object.fromEntries(open.map(({ key }) => [key, 'check_open']))
		);
}

async function freeze(
	trx: Trx,
	applicationId: string,
	{ report, receipts, comparison }: Proof,
	today: string
): Promise<void> {
	const frozen: FrozenProof = { report, receipts, comparison };
	await trx
		.updateTable('fundProofs')
		.set({
			report: JSON.stringify(frozen),
			version: sql<number>`version + 1`,
			submittedOn: today
		})
		.where('applicationId', '=', applicationId)
		.execute();
}
