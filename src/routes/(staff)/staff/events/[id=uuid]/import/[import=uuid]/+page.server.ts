import { redirect, type RequestEvent } from '@sveltejs/kit';
import { typedText, typedTexts } from '#lib/core/activities/activity-form.ts';
import { cancelImport, undoImport } from '#lib/formats/events/bring-in/end-import.server.ts';
import { importPage } from '#lib/formats/events/bring-in/page.server.ts';
import { takeImport, type Taking } from '#lib/formats/events/bring-in/take-import.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ id: string; import: string }>;

const whichOf = ({ params }: Pick<Event, 'params'>) => ({
	activityId: params.id,
	importId: params.import
});

export const load: PageServerLoad = ({ locals: { db, actor, house }, params }) =>
	orErrorPage(importPage(db, actor, whichOf({ params }), house.clock()));

const nothingTyped: Taking = { as: 'submitted', hostName: '', overwrite: [] };

/** A button: does it, then shows the page as it is after that. */
const pressed = (useCase: typeof undoImport) => async (event: Event) => {
	const { db, actor, house } = event.locals;
	const work = useCase(db, actor, whichOf(event), house.clock());
	const { refused } = await orRefusedForm(work, nothingTyped);
	if (refused) return refused;
	redirect(303, event.url.pathname);
};

export const actions: Actions = {
	take: async (event) => {
		const { db, actor, house } = event.locals;
		const form = await event.request.formData();
		const typed: Taking = {
			as: typedText(form, 'as'),
			hostName: typedText(form, 'hostName'),
			overwrite: typedTexts(form, 'overwrite')
				.map(Number)
				.filter((row) => Number.isSafeInteger(row) && row > 0 && row < 1_000_000)
		};
		const at = { now: house.clock(), origin: house.config.origin };
		const { refused } = await orRefusedForm(
			takeImport(db, actor, whichOf(event), typed, at),
			typed
		);
		if (refused) return refused;
		redirect(303, event.url.pathname);
	},
	cancel: pressed(cancelImport),
	undo: pressed(undoImport)
};
