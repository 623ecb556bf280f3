import { fail, redirect } from '@sveltejs/kit';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { placeChoices } from '#lib/core/activities/choices.server.ts';
import { personalHints } from '#lib/core/moderation/personal-hints.ts';
import { subtreeIds } from '#lib/core/places/reads.server.ts';
import { readPoint } from '#lib/formats/contact/point/read-point.server.ts';
import { noteTalk, removeTalk } from '#lib/formats/contact/talk/note-talk.server.ts';
import { countOneMore } from '#lib/formats/contact/talk/one-more.server.ts';
import { lastNoted, readTalks } from '#lib/formats/contact/talk/read-talks.server.ts';
import { talkInputOf, typedTalk, type TalkValues } from '#lib/formats/contact/talk/talk-form.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params, url }) => {
	const weeks = await orErrorPage(readTalks(db, actor, params.id));
	const detail = await orErrorPage(readPoint(db, actor, params.id));
	const last = await lastNoted(db, actor, params.id);
	const noted = url.searchParams.get('noted');
	const values: TalkValues = {
		clientKey: crypto.randomUUID(),
		topicIds: [],
		placeId: last?.placeId ?? detail.point.placeId,
		way: last?.way ?? 'talk',
		contacts: '1',
		keyword: '',
		heldOn: localDay(house.clock())
	};
	return {
		detail,
		weeks,
		values,
		noted: weeks.flatMap(({ talks }) => talks).find(({ talkId }) => talkId === noted) ?? null,
		places: await placeChoices(db, [...(await subtreeIds(db, [detail.point.placeId]))])
	};
};

const seenOf = (form: FormData) => ({
	talkId: typedText(form, 'talkId'),
	revision: seenVersion(typedText(form, 'revision'))
});

export const actions: Actions = {
	async note({ locals: { db, actor, house }, params, request }) {
		const form = await request.formData();
		const typed = typedTalk(form);
		const personal = form.has('warned') ? [] : personalHints(typed.keyword);
		if (personal.length > 0)
			return fail(422, { reason: 'looks_personal', fields: {}, typed, personal });
		const { done, refused } = await orRefusedForm(
			noteTalk(db, actor, params.id, talkInputOf(typed), house.clock()),
			typed
		);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/contact/${params.id}/talks?noted=${done.talkId}`));
	},
	async more({ locals: { db, actor }, params, request }) {
		const seen = seenOf(await request.formData());
		const { refused } = await orRefusedForm(countOneMore(db, actor, params.id, seen), null);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/contact/${params.id}/talks?noted=${seen.talkId}`));
	},
	async undo({ locals: { db, actor }, params, request }) {
		const seen = seenOf(await request.formData());
		const { refused } = await orRefusedForm(removeTalk(db, actor, params.id, seen), null);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/contact/${params.id}/talks`));
	}
};
