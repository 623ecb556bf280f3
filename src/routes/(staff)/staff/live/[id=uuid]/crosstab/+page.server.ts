import { redirect } from '@sveltejs/kit';
import { makeCrosstab } from '#lib/formats/live/crosstab/make.server.ts';
import { readCrosstabs } from '#lib/formats/live/crosstab/reads.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params, url }) => ({
	crosstabs: await orErrorPage(readCrosstabs(db, actor, params.id)),
	k: house.config.smallCellK,
	made: url.searchParams.has('made')
});

export const actions: Actions = {
	async default({ locals: { db, actor, house }, params, request, url }) {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const wanted = { question: text('question'), round: text('round') };
		const { smallCellK } = house.config;
		const work = makeCrosstab(db, actor, params.id, wanted, smallCellK);
		const { refused } = await orRefusedForm(work, wanted);
		if (refused) return refused;
		redirect(303, `${url.pathname}?made#q-${wanted.question}`);
	}
};
