import { redirect } from '@sveltejs/kit';
import { openedAt } from '#lib/formats/ideas/talk/brakes.server.ts';
import { followByForm, openedBefore } from '#lib/formats/ideas/talk/forms.server.ts';
import { textOf } from '../../../../form-text.ts';
import { orRefusedForm } from '../../../../refused.ts';
import { visitorOf } from '../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { means, map } = await visitorOf(event);
	return {
		title: map.title,
		slug: map.slug,
		archived: map.status === 'archived',
		opened: openedAt(means.config.appSecret, means.clock()),
		done: event.url.searchParams.get('done') === 'follow'
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const visitor = await visitorOf(event);
		const { refused } = await orRefusedForm(followByForm(visitor, null, form), {
			email: textOf(form, 'email'),
			opened: openedBefore(event.locals.house, form)
		});
		if (refused) return refused;
		redirect(303, `${event.url.pathname}?done=follow`);
	}
};
