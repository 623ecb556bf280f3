import type { RequestEvent } from '@sveltejs/kit';
import { fileOwner } from '#lib/formats/fund/proof/receipts.server.ts';
import type { TypedReceipt } from '#lib/formats/fund/proof/receipt-schema.ts';
import { filesIn, formDocuments, takeFiles } from '#lib/platform/documents/of-form.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { textOf } from '../../../../../../../form-text.ts';
import { orRefusedForm } from '../../../../../../../refused.ts';

/** A receipt's form as typed, with the ticket of a picture that was sent before. */
export type ReceiptForm = TypedReceipt & { ticket: string };

export const emptyReceipt: ReceiptForm = {
	lineId: '',
	paidOn: '',
	payee: '',
	amount: '',
	voucher: '',
	remark: '',
	ticket: ''
};

/** @throws Refusal body_too_large (413), uploads_busy (503) */
export async function readReceiptForm({ locals, request }: RequestEvent): Promise<FormData> {
	if (locals.bodyTooLarge)
		throw new Refusal('large', 'body_too_large', { documents: 'body_too_large' });
	const bytes = Number(request.headers.get('content-length') ?? 0);
	return locals.house.readUpload(bytes, () => request.formData());
}

/**
 * Saves a receipt from its form. A new picture is kept first, so that whoever has to correct something else need not
 * choose it again.
 */
export async function saveReceiptForm(
	{ locals }: RequestEvent,
	form: FormData,
	applicationId: string,
	save: (typed: ReceiptForm) => Promise<void>
) {
	const typed: ReceiptForm = {
		lineId: textOf(form, 'lineId'),
		paidOn: textOf(form, 'paidOn'),
		payee: textOf(form, 'payee'),
		amount: textOf(form, 'amount'),
		voucher: textOf(form, 'voucher'),
		remark: textOf(form, 'remark'),
		ticket: textOf(form, 'ticket')
	};
	const owner = fileOwner(applicationId);
	const { documents } = locals.house;
	const taken = await orRefusedForm(
		takeFiles(documents, filesIn(form, 'file'), { has: 0, most: 1, owner }),
		{ ...typed, file: await fileName(locals, typed.ticket, applicationId) }
	);
	if (taken.refused) return taken.refused;
	const ticket = taken.done[0] ?? typed.ticket;
	const whole = { ...typed, ticket };
	const file = await fileName(locals, ticket, applicationId);
	return (await orRefusedForm(save(whole), { ...whole, file })).refused;
}

/** Name of a picture that waits in the form; null where none does. */
async function fileName(
	{ db, house }: App.Locals,
	ticket: string,
	applicationId: string
): Promise<string | null> {
	if (ticket === '') return null;
	const found = await formDocuments(db, house.documents, [ticket], fileOwner(applicationId));
	return found[0]?.name ?? null;
}
