import type { Actions } from '@sveltejs/kit';
import { readOwnAccount } from '#lib/core/people/accounts/own.server.ts';
import { factorState, renewRecoveryCodes } from '#lib/core/people/sign-in/second-factor.server.ts';
import { textOf } from '../../../form-text.ts';
import { ownAccount } from '../../../own-account.ts';
import { orRefusedForm } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const own = ownAccount(locals);
	return {
		email: (await readOwnAccount(locals.house, own)).email,
		left: (await factorState(locals.house, own)).recoveryCodesLeft
	};
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const current = textOf(await request.formData(), 'current');
		const work = renewRecoveryCodes(locals.house, ownAccount(locals), current);
		const { done, refused } = await orRefusedForm(work, {});
		return refused ?? { recoveryCodes: done };
	}
};
