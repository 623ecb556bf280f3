import { sql } from 'kysely';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import type { Application } from '../application.server.ts';
import { receiptSchema, type TypedReceipt } from './receipt-schema.ts';

type Receipt = ReturnType<(typeof receiptSchema)['parse']>;

/** @throws Refusal input_invalid (422) with the reason at the field, as `addReceipt` lists them */
export async function checkedReceipt(
	trx: Trx,
	{ applicationId, startsOn, endsOn }: Application,
	typed: TypedReceipt,
	now: Date
): Promise<Receipt> {
	const receipt = parse(receiptSchema, typed);
	const refused = (field: string, reason: string) =>
		new Refusal('invalid', 'input_invalid', { [field]: reason });
	if (startsOn !== null && receipt.paidOn < startsOn) throw refused('paidOn', 'before_period');
	if (endsOn !== null && receipt.paidOn > endsOn) throw refused('paidOn', 'after_period');
	if (receipt.paidOn > localDay(now)) throw refused('paidOn', 'in_future');
	const line = await trx
		.selectFrom('fundLines')
		.select('id')
		.where('id', '=', receipt.lineId)
		.where('applicationId', '=', applicationId)
		.where('side', '=', 'cost')
		.executeTakeFirst();
	if (!line) throw refused('lineId', 'line_unknown');
	return receipt;
}

/** @returns its position. @throws Refusal receipt_unknown (404), changed_meanwhile (409) */
export async function demandSeen(
	trx: Trx,
	applicationId: string,
	receiptId: string,
	revision: number
): Promise<number> {
	const found = isUuid(receiptId)
		? await trx
				.selectFrom('fundReceipts')
				.select(['position', 'revision'])
				.where('id', '=', receiptId)
				.where('applicationId', '=', applicationId)
				.executeTakeFirst()
		: undefined;
	if (!found) throw new Refusal('missing', 'receipt_unknown');
	if (found.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
	return found.position;
}

/**
 * One receipt proves one expense, and so does one picture: the database holds it, in whatever project. Which other
 * project it is in is not told.
 */
export async function usedOnce(
	db: Db,
	applicationId: string,
	typed: TypedReceipt,
	work: (trx: Trx) => Promise<void>
): Promise<void> {
	try {
		await db.transaction().execute(work);
	} catch (error) {
		if (breaks(error, 'fund_receipt_files_used_once') || breaks(error, 'documents_used_once'))
			throw new Refusal('invalid', 'input_invalid', { documents: 'document_used' });
		if (!breaks(error, 'fund_receipts_used_once')) throw error;
		const here = await isHere(db, applicationId, parse(receiptSchema, typed));
		const reason = here ? 'receipt_twice' : 'receipt_used_elsewhere';
		throw new Refusal('invalid', 'input_invalid', { voucher: reason });
	}
}

/** Whether the receipt that is in the way belongs to the same project. */
async function isHere(
	db: Db,
	applicationId: string,
	{ payee, paidOn, voucher, amount }: Receipt
): Promise<boolean> {
	const found = await db
		.selectFrom('fundReceipts')
		.select('id')
		.where('applicationId', '=', applicationId)
		.where('payeeKey', '=', sql<string>`lower(${payee}::text)`)
		.where('paidOn', '=', paidOn)
		.where('voucher', '=', voucher)
		.where('amountCents', '=', amount)
		.executeTakeFirst();
	return found !== undefined;
}
