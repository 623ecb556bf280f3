import { error, redirect } from '@sveltejs/kit';
import { changeReceipt, removeReceipt } from '#lib/formats/fund/proof/receipts.server.ts';
import { centsAsDecimal } from '#lib/platform/money.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../../../form-text.ts';
import { orRefusedForm } from '../../../../../../../../refused.ts';
import { editableProof, proofPath, shown } from '../../proof-door.server.ts';
import { emptyReceipt, readReceiptForm, saveReceiptForm } from '../receipt-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const opened = await editableProof(event);
	const receipt = opened.proof.receipts.find(({ id }) => id === event.params.receipt);
	if (!receipt) error(404, { message: 'missing' });
	const { lineId, paidOn, payee, amountCents, voucher, remark } = receipt;
	const amount = centsAsDecimal(amountCents).replace('.', ',');
	return {
		...(await shown(event, opened)),
		receipt,
		typed: { ...emptyReceipt, lineId, paidOn, payee, amount, voucher, remark }
	};
};

export const actions: Actions = {
	change: async (event) => {
		const { actor, application } = await editableProof(event);
		const { applicationId } = application;
		const { db, house } = event.locals;
		const read = await orRefusedForm(readReceiptForm(event), { ...emptyReceipt, file: null });
		if (read.refused) return read.refused;
		const revision = seenVersion(textOf(read.done, 'revision'));
		const refused = await saveReceiptForm(event, read.done, applicationId, (typed) =>
			changeReceipt(
				db,
				house.documents,
				actor,
				applicationId,
				event.params.receipt,
				{ ...typed, revision },
				house.clock()
			)
		);
		if (refused) return refused;
		redirect(303, `${proofPath(event)}?saved=receipt`);
	},
	remove: async (event) => {
		const { actor, application } = await editableProof(event);
		const revision = seenVersion(textOf(await event.request.formData(), 'revision'));
		const { applicationId } = application;
		const { refused } = await orRefusedForm(
			removeReceipt(event.locals.db, actor, applicationId, event.params.receipt, { revision }),
			null
		);
		if (refused) return refused;
		redirect(303, `${proofPath(event)}?saved=removed`);
	}
};
