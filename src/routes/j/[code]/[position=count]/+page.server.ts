import { error, fail, redirect } from '@sveltejs/kit';
import { voteByForm } from '#lib/formats/live/participant/forms.server.ts';
import { pacedPage } from '#lib/formats/live/pace/page.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage } from '../../../refused.ts';
import { participantDoor } from '../door.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const pageOf = ({
	params,
	locals,
	cookies,
	getClientAddress
}: Pick<RequestEvent, 'params' | 'locals' | 'cookies' | 'getClientAddress'>) =>
	orErrorPage(
		pacedPage(
			locals.db,
			participantDoor(locals.house, cookies, params.code, getClientAddress),
			locals.locale
		)
	);

/** Where the questions are closed by now, the page says so: whoever wrote an answer too late sees it again. */
export const load: PageServerLoad = async (event) => {
	const { snapshot, questions } = await pageOf(event);
	const position = Number(event.params.position);
	const paced = questions[position - 1] ?? null;
	if (!paced && questions.length > 0) error(404, { message: 'page_unknown' });
	const to = (page: number | string) => localizeHref(`/j/${event.params.code}/${page}`);
	return {
		snapshot,
		paced,
		back: position > 1 ? to(position - 1) : null,
		next: position < questions.length ? to(position + 1) : to('done')
	};
};

export const actions: Actions = {
	vote: async (event) => {
		const { params, locals, cookies, request, getClientAddress } = event;
		const door = participantDoor(locals.house, cookies, params.code, getClientAddress);
		const { questions } = await pageOf(event);
		const form = await request.formData();
		const open = questions.map(({ question }) => question);
		const refused = await orErrorPage(voteByForm(door, form, open));
		if (refused) return fail(refused.status, { refused });
		const answered = open.find(({ id }) => id === form.get('question'));
		const position = answered?.position ?? Number(params.position);
		const next = position < open.length ? String(position + 1) : 'done';
		redirect(303, localizeHref(`/j/${params.code}/${next}`));
	}
};
