import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { demand } from '#lib/access/can.ts';
import { callMeeting } from '#lib/formats/fund/jury/call-meeting.server.ts';
import {
	checkedMeeting,
	typedMeeting,
	type TypedMeeting
} from '#lib/formats/fund/jury/jury-forms.ts';
import { permissions } from '#lib/formats/fund/permissions.ts';
import { roundOf } from '#lib/formats/fund/round/round.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => {
	const round = await orErrorPage(
		(async () => {
			const found = await roundOf(db, params.id);
			demand(permissions, actor, 'holdMeeting', found);
			return found;
		})()
	);
	const values: TypedMeeting = {
		title: '',
		heldAt: '',
		location: '',
		secret: round.rules.secretVote,
		quorum: String(round.rules.quorum)
	};
	return { round, values };
};

export const actions = {
	async default({ locals: { db, actor }, params, request }) {
		const typed = typedMeeting(await request.formData());
		const work = async () => callMeeting(db, actor, params.id, checkedMeeting(typed));
		const { done, refused } = await orRefusedForm(work(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/fund/${params.id}/meetings/${done.meetingId}`));
	}
} satisfies Actions;
