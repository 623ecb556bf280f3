import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { countHands, undoHands } from '#lib/formats/live/voices/count-hands.server.ts';
import { readHandsPage } from '#lib/formats/live/voices/read-entry.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import { whoRuns } from '../../door.server.ts';

export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const { activityId, actor } = await whoRuns(event);
	return {
		code: params.code,
		hands: await orErrorPage(
			readHandsPage(locals.db, actor, activityId, params.round, locals.locale)
		),
		done: url.searchParams.get('done')
	};
};

/** Fields of the answers are named `hands.` and the answer's key. */
function typedHands(form: FormData) {
	const text = (name: string) => String(form.get(name) ?? '');
	const counts = [...form.keys()]
		.filter((name) => name.startsWith('hands.'))
		.map((name) => [name.slice('hands.'.length), text(name)] as const);
	return { counts: Object.fromEntries(counts), present: text('present'), seen: text('seen') };
}

export const actions: Actions = {
	async count(event) {
		const typed = typedHands(await event.request.formData());
		const { activityId, actor } = await whoRuns(event);
		const { refused } = await orRefusedForm(
			countHands(event.locals.db, actor, activityId, event.params.round, typed),
			typed
		);
		if (refused) return refused;
		redirect(303, `${event.url.pathname}?done=counted`);
	},
	async undo(event) {
		const seen = Number((await event.request.formData()).get('seen'));
		const { activityId, actor } = await whoRuns(event);
		const { refused } = await orRefusedForm(
			undoHands(event.locals.db, actor, activityId, event.params.round, seen),
			null
		);
		if (refused) return refused;
		redirect(303, `${event.url.pathname}?done=undone`);
	}
};
