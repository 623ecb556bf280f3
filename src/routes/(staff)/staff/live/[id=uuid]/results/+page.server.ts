import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readModeratedAsks } from '#lib/formats/live/ask/reads.server.ts';
import { readEmbeddable, setEmbeddable } from '#lib/formats/live/export/embedding.server.ts';
import { readResults } from '#lib/formats/live/results.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import { shownOrigin } from '../../../../../shown-origin.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const { smallCellK } = house.config;
	const session = await orErrorPage(readSession(db, actor, params.id));
	return {
		session,
		results: await readResults(db, actor, session, smallCellK),
		asks: await readModeratedAsks(db, actor, params.id),
		embeddable: await readEmbeddable(db, actor, params.id),
		origin: shownOrigin({ locals, url }),
		smallCellK
	};
};

export const actions: Actions = {
	async embed({ locals: { db, actor }, params, request, url }) {
		const form = await request.formData();
		const wanted = form.get('embeddable') === 'yes';
		const { refused } = await orRefusedForm(setEmbeddable(db, actor, params.id, wanted), {});
		if (refused) return refused;
		redirect(303, `${url.pathname}#embedding`);
	}
};
