import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { changeMeeting } from '#lib/formats/fund/jury/call-meeting.server.ts';
import {
	checkedMeeting,
	typedMeeting,
	type TypedMeeting
} from '#lib/formats/fund/jury/jury-forms.ts';
import { readMeeting } from '#lib/formats/fund/jury/read-meeting.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { toLocal } from '#lib/platform/local-time.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const ref = { activityId: params.id, meetingId: params.meeting };
	const { round, meeting } = await orErrorPage(readMeeting(db, actor, ref));
	const values: TypedMeeting = {
		title: meeting.title,
		heldAt: toLocal(meeting.heldAt),
		location: meeting.location,
		secret: meeting.secret,
		quorum: String(meeting.quorum)
	};
	return { round, meeting, values };
};

export const actions = {
	async default({ locals: { db, actor }, params, request }) {
		const form = await request.formData();
		const typed = typedMeeting(form);
		const ref = { activityId: params.id, meetingId: params.meeting };
		const revision = seenVersion(textOf(form, 'revision'));
		const work = async () => changeMeeting(db, actor, ref, { ...checkedMeeting(typed), revision });
		const { refused } = await orRefusedForm(work(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/fund/${params.id}/meetings/${params.meeting}`));
	}
} satisfies Actions;
