import { redirect } from '@sveltejs/kit';
import { askedLater } from '#lib/formats/events/followup/answer.server.ts';
import { followUpCode, followUpPath } from '#lib/formats/events/followup/code.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../form-text.ts';
import { orRefusedForm } from '../../refused.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ request, locals: { db, house }, getClientAddress }) => {
		const typed = textOf(await request.formData(), 'code').slice(0, 100);
		const find = async () => {
			if (house.receiptBrake.isOn(getClientAddress()))
				throw new Refusal('busy', 'too_much_feedback');
			await askedLater(db, typed);
		};
		const { refused } = await orRefusedForm(find(), { code: typed });
		if (!refused) redirect(303, localizeHref(followUpPath(followUpCode(typed)!)));
		if (refused.status === 404) house.receiptBrake.count(getClientAddress());
		return refused;
	}
};
