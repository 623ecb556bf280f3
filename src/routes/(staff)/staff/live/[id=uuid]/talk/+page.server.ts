import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { changeTalk, readTalk } from '#lib/formats/live/moderation/change-talk.server.ts';
import { talkMark, talkValuesOf, typedTalk } from '#lib/formats/live/moderation/talk-settings.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const talk = await orErrorPage(readTalk(db, actor, params.id));
	return {
		session: await orErrorPage(readSession(db, actor, params.id)),
		values: talkValuesOf(talk),
		seen: talkMark(talk)
	};
};

export const actions: Actions = {
	async default({ locals, params, request }) {
		const form = await request.formData();
		const typed = typedTalk(form);
		const seen = String(form.get('seen') ?? '');
		const { db, actor, house } = locals;
		const { refused } = await orRefusedForm(
			changeTalk(db, actor, params.id, { typed, seen }, house.clock()),
			typed
		);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/live/${params.id}`));
	}
};
