import { fail, redirect } from '@sveltejs/kit';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { placeChoices } from '#lib/core/activities/choices.server.ts';
import { personalHints } from '#lib/core/moderation/personal-hints.ts';
import { subtreeIds } from '#lib/core/places/reads.server.ts';
import { readPoint } from '#lib/formats/contact/point/read-point.server.ts';
import { correctTalk, removeTalk } from '#lib/formats/contact/talk/note-talk.server.ts';
import { readTalk } from '#lib/formats/contact/talk/read-talks.server.ts';
import { talkInputOf, typedTalk, type TalkValues } from '#lib/formats/contact/talk/talk-form.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const talk = await orErrorPage(readTalk(db, actor, params.id, params.talk));
	const { point } = await orErrorPage(readPoint(db, actor, params.id));
	const { topicIds, placeId, way, contacts, keyword, heldOn, revision } = talk;
	const values: TalkValues = {
		// A correction is no new note; the form's schema asks for a key all the same.
		clientKey: crypto.randomUUID(),
		...{ topicIds, placeId, way, keyword, heldOn },
		contacts: String(contacts)
	};
	return {
		point,
		revision,
		values,
		topics: point.topics.filter(({ id, archived }) => !archived || topicIds.includes(id)),
		places: await placeChoices(db, [...(await subtreeIds(db, [point.placeId]))])
	};
};

const seenOf = (form: FormData, talkId: string) => ({
	talkId,
	revision: seenVersion(typedText(form, 'revision'))
});

export const actions: Actions = {
	async save({ locals: { db, actor, house }, params, request }) {
		const form = await request.formData();
		const typed = typedTalk(form);
		const personal = form.has('warned') ? [] : personalHints(typed.keyword);
		if (personal.length > 0)
			return fail(422, { reason: 'looks_personal', fields: {}, typed, personal });
		const seen = seenOf(form, params.talk);
		const { refused } = await orRefusedForm(
			correctTalk(db, actor, params.id, seen, talkInputOf(typed), house.clock()),
			typed
		);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/contact/${params.id}/talks`));
	},
	async remove({ locals: { db, actor }, params, request }) {
		const form = await request.formData();
		const typed = typedTalk(form);
		const seen = seenOf(form, params.talk);
		const { refused } = await orRefusedForm(removeTalk(db, actor, params.id, seen), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/contact/${params.id}/talks`));
	}
};
