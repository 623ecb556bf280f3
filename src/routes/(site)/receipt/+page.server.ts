import { redirect } from '@sveltejs/kit';
import { receiptToken } from '#lib/core/receipts/receipt-code.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../form-text.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	// By post: the code is not left in the address of a page that does not know it.
	default: async ({ request, locals }) => {
		const typed = textOf(await request.formData(), 'code').slice(0, 100);
		const token = receiptToken(typed);
		if (token) redirect(303, localizeHref(`/receipt/${token}`));
		locals.pageStatus = 404;
		return { typed };
	}
};
