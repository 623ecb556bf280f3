import type { Actions } from '@sveltejs/kit';
import { requestReset } from '#lib/core/people/sign-in/reset.server.ts';
import { textOf } from '../../../form-text.ts';
import { orRefusedForm } from '../../../refused.ts';

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const email = textOf(await request.formData(), 'email').trim();
		const { refused } = await orRefusedForm(requestReset(locals.house, { email }), { email });
		return refused ?? { sentTo: email };
	}
};
