import { redirect } from '@sveltejs/kit';
import { addReceipt } from '#lib/formats/fund/proof/receipts.server.ts';
import { textOf } from '../../../../../../../../form-text.ts';
import { orRefusedForm } from '../../../../../../../../refused.ts';
import { editableProof, proofPath, shown } from '../../proof-door.server.ts';
import { emptyReceipt, readReceiptForm, saveReceiptForm } from '../receipt-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = event.url.searchParams;
	return {
		...(await shown(event, await editableProof(event))),
		typed: { ...emptyReceipt, lineId: query.get('line') ?? '' },
		saved: query.has('saved')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, application } = await editableProof(event);
		const { applicationId } = application;
		const { db, house } = event.locals;
		const read = await orRefusedForm(readReceiptForm(event), { ...emptyReceipt, file: null });
		if (read.refused) return read.refused;
		const refused = await saveReceiptForm(event, read.done, applicationId, (typed) =>
			addReceipt(db, house.documents, actor, applicationId, typed, house.clock())
		);
		if (refused) return refused;
		const line = encodeURIComponent(textOf(read.done, 'lineId'));
		redirect(
			303,
			textOf(read.done, 'then') === 'another'
				? `${proofPath(event)}/receipts/new?saved&line=${line}`
				: `${proofPath(event)}?saved=receipt`
		);
	}
};
