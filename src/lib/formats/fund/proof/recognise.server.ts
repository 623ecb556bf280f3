import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { readCents } from '../../../platform/money.ts';
import { lockApplication, recordOfApplication } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { receiptsOf, type ProofReceipt } from './proof.server.ts';

/** What the office says to one receipt, as typed. */
export type TypedRecognition = Readonly<{ receiptId: string; accepted: string; remark: string }>;

type Recognition = Readonly<{ id: string; acceptedCents: number; officeRemark: string }>;

/** Longest remark, in characters. */
export const remarkLength = 500;

/**
 * Recognises the receipts of a proof, wholly or in part. What is reduced needs a remark, which the applicant reads.
 * @throws Refusal not_allowed; not_possible_now, changed_meanwhile (409); input_invalid (422) with the reason at
 *   `accepted.<id>` or `remark.<id>`
 */
export async function recogniseReceipts(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, receipts }: { revision: number; receipts: readonly TypedRecognition[] }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'review', application);
		if (application.state !== 'proofSubmitted') throw new Refusal('conflict', 'not_possible_now');
		const recognitions = checked(await receiptsOf(trx, applicationId), receipts);
		const moved = await trx
			.updateTable('fundApplications')
			.set({ revision: sql<number>`revision + 1` })
			.where('id', '=', applicationId)
			.where('revision', '=', revision)
			.executeTakeFirst();
		if (moved.numUpdatedRows === 0n) throw new Refusal('conflict', 'changed_meanwhile');
		await write(trx, recognitions);
		await recordOfApplication(trx, actor, application, 'receiptsRecognised', {
			receipts: recognitions.length,
			acceptedCents: recognitions.reduce((sum, one) => sum + one.acceptedCents, 0)
		});
	});
}

function checked(
	known: readonly ProofReceipt[],
	typed: readonly TypedRecognition[]
): Recognition[] {
	const fields: Record<string, string> = {};
	const recognitions = typed.flatMap(({ receiptId, accepted, remark }): Recognition[] => {
		const receipt = known.find(({ id }) => id === receiptId);
		// Not looked at yet; a receipt of another application is none.
		if (!receipt || accepted.trim() === '') return [];
		const read = readCents(accepted);
		const officeRemark = cleanText(remark);
		if ('problem' in read) fields[`accepted.${receiptId}`] = read.problem;
		else if (read.cents > receipt.amountCents) fields[`accepted.${receiptId}`] = 'above_receipt';
		else if (read.cents < receipt.amountCents && officeRemark === '')
			fields[`remark.${receiptId}`] = 'remark_missing';
		if (lengthOf(officeRemark) > remarkLength) fields[`remark.${receiptId}`] = 'text_too_long';
		return [{ id: receiptId, acceptedCents: 'cents' in read ? read.cents : 0, officeRemark }];
	});
	if (Object.keys(fields).length > 0) throw new Refusal('invalid', 'input_invalid', fields);
	return recognitions;
}

async function write(trx: Trx, recognitions: readonly Recognition[]): Promise<void> {
	for (const { id, ...recognised } of recognitions)
		await trx.updateTable('fundReceipts').set(recognised).where('id', '=', id).execute();
}
