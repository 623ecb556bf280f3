import { join } from 'node:path';
import { redirect, type Actions } from '@sveltejs/kit';
import { listOutbox, retryMail } from '#lib/core/people/outbox.server.ts';
import { textOf } from '../../../form-text.ts';
import { pageNumber } from '../../../page-number.ts';
import { orErrorPage, orRefusedForm } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, actor }, url }) => {
	const page = pageNumber(url);
	const { smtpUrl, dataDir } = house.config;
	const outbox = await orErrorPage(listOutbox(house, actor, page));
	return { ...outbox, page, folder: smtpUrl ? null : join(dataDir, 'outbox') };
};

export const actions: Actions = {
	retry: async ({ request, locals: { house, actor }, url }) => {
		const id = textOf(await request.formData(), 'mail');
		const { refused } = await orRefusedForm(retryMail(house, actor, id), {});
		return refused ?? redirect(303, url.pathname);
	}
};
