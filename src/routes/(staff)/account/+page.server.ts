import type { Actions } from '@sveltejs/kit';
import { changeProfile, readOwnAccount } from '#lib/core/people/accounts/own.server.ts';
import { factorState } from '#lib/core/people/sign-in/second-factor.server.ts';
import { textOf } from '../../form-text.ts';
import { ownAccount } from '../../own-account.ts';
import { orRefusedForm } from '../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const own = ownAccount(locals);
	return {
		account: await readOwnAccount(locals.house, own),
		factor: await factorState(locals.house, own),
		passwordChanged: url.searchParams.get('done') === 'password'
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const data = await request.formData();
		const typed = { name: textOf(data, 'name'), locale: textOf(data, 'locale') };
		const work = changeProfile(locals.house, ownAccount(locals), typed);
		const { refused } = await orRefusedForm(work, typed);
		return refused ?? { saved: true };
	}
};
