import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { Documents } from '../../../platform/documents/store.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { lockApplication, recordOfApplication, type Application } from '../application.server.ts';
import type { FundVerb } from '../history-text.ts';
import { permissions } from '../permissions.ts';
import { checkedReceipt, demandSeen, usedOnce } from './check-receipt.server.ts';
import { editableStates } from './proof.server.ts';
import type { TypedReceipt } from './receipt-schema.ts';

/** More is no neighbourhood project, and no office could look at them. */
export const mostReceipts = 500;

/** Under whose name files of receipts wait in the form of an application. */
export const fileOwner = (applicationId: string): string => `fund receipt ${applicationId}`;

/**
 * Adds a receipt to the proof of one's own application.
 * @param ticket of its picture, from `Documents.take`; empty for none
 * @throws Refusal not_allowed; not_possible_now, too_many_receipts (409); input_invalid with the reason at the field:
 *   paidOn before_period, after_period, in_future; lineId line_unknown; voucher receipt_twice, receipt_used_elsewhere;
 *   documents document_used, document_gone
 */
export async function addReceipt(
	db: Db,
	documents: Documents,
	actor: Actor,
	applicationId: string,
	{ ticket, ...typed }: TypedReceipt & { ticket: string },
	now: Date
): Promise<void> {
	await usedOnce(db, applicationId, typed, async (trx) => {
		const application = await editable(trx, actor, applicationId);
		const { amount, ...receipt } = await checkedReceipt(trx, application, typed, now);
		const { last, count } = await trx
			.selectFrom('fundReceipts')
			.select([sql<number>`coalesce(max(position), 0)`.as('last')])
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.where('applicationId', '=', applicationId)
			.executeTakeFirstOrThrow();
		if (count >= mostReceipts) throw new Refusal('conflict', 'too_many_receipts');
		const { id } = await trx
			.insertInto('fundReceipts')
			.values({ ...receipt, applicationId, amountCents: amount, position: last + 1 })
			.returning('id')
			.executeTakeFirstOrThrow();
		if (ticket !== '') await keepFile(trx, documents, application, id, ticket);
		await noted(trx, actor, application, 'receiptAdded', last + 1, amount);
	});
}

/**
 * Corrects a receipt; what the office recognised of it before no longer holds.
 * @param ticket of another picture; empty keeps the one it has
 * @throws Refusal as `addReceipt`; receipt_unknown (404), changed_meanwhile (409)
 */
export async function changeReceipt(
	db: Db,
	documents: Documents,
	actor: Actor,
	applicationId: string,
	receiptId: string,
	{ ticket, revision, ...typed }: TypedReceipt & { ticket: string; revision: number },
	now: Date
): Promise<void> {
	await usedOnce(db, applicationId, typed, async (trx) => {
		const application = await editable(trx, actor, applicationId);
		const { amount, ...receipt } = await checkedReceipt(trx, application, typed, now);
		const position = await demandSeen(trx, applicationId, receiptId, revision);
		await trx
			.updateTable('fundReceipts')
			.set({ ...receipt, amountCents: amount, acceptedCents: null, officeRemark: '' })
			.set({ revision: sql<number>`revision + 1` })
			.where('id', '=', receiptId)
			.execute();
		if (ticket !== '') await keepFile(trx, documents, application, receiptId, ticket);
		await noted(trx, actor, application, 'receiptChanged', position, amount);
	});
}

/** Takes a receipt out, with its picture. @throws Refusal not_allowed, not_possible_now, receipt_unknown, changed_meanwhile */
export async function removeReceipt(
	db: Db,
	actor: Actor,
	applicationId: string,
	receiptId: string,
	{ revision }: { revision: number }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await editable(trx, actor, applicationId);
		const position = await demandSeen(trx, applicationId, receiptId, revision);
		const { amountCents } = await trx
			.deleteFrom('fundReceipts')
			.where('id', '=', receiptId)
			.returning('amountCents')
			.executeTakeFirstOrThrow();
		await noted(trx, actor, application, 'receiptRemoved', position, amountCents);
	});
}

/** The application, locked, as long as its applicant may write in the proof. */
export async function editable(
	trx: Trx,
	actor: Actor,
	applicationId: string
): Promise<Application> {
	const application = await lockApplication(trx, applicationId);
	demand(permissions, actor, 'apply', application);
	if (!editableStates.includes(application.state))
		throw new Refusal('conflict', 'not_possible_now');
	return application;
}

/** Puts the picture to the receipt, in the place of the one it had. */
async function keepFile(
	trx: Trx,
	documents: Documents,
	{ applicationId }: Application,
	receiptId: string,
	ticket: string
): Promise<void> {
	const documentId = documents.idOf(ticket, fileOwner(applicationId));
	await trx.deleteFrom('fundReceiptFiles').where('receiptId', '=', receiptId).execute();
	const kept = await trx
		.insertInto('fundReceiptFiles')
		.columns(['receiptId', 'documentId', 'sha256'])
		.expression((eb) =>
			eb
				.selectFrom('documents')
				.select([sql<string>`${receiptId}::uuid`.as('receiptId'), 'id', 'sha256'])
				.where('id', '=', documentId)
		)
		.executeTakeFirst();
	if (documentId === null || kept.numInsertedOrUpdatedRows !== 1n)
		throw new Refusal('invalid', 'input_invalid', { documents: 'document_gone' });
}

const noted = (
	trx: Trx,
	actor: Actor,
	application: Application,
	verb: FundVerb,
	receipt: number,
	amountCents: number
) => recordOfApplication(trx, actor, application, verb, { receipt, amountCents });
