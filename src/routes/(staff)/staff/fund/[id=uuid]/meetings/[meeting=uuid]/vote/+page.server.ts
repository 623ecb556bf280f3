import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readMyBallot } from '#lib/formats/fund/jury/my-ballot.server.ts';
import { castVote } from '#lib/formats/fund/jury/take-vote.server.ts';
import type { Choice } from '#lib/formats/fund/jury/vote.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => ({
	ballot: await orErrorPage(
		readMyBallot(db, actor, { activityId: params.id, meetingId: params.meeting })
	)
});

export const actions = {
	async default({ locals: { db, actor }, params, request }) {
		const form = await request.formData();
		const ref = { activityId: params.id, meetingId: params.meeting };
		const ballot = {
			number: seenVersion(textOf(form, 'number')),
			ballotRound: seenVersion(textOf(form, 'ballotRound')),
			choice: textOf(form, 'choice') as Choice
		};
		const { refused } = await orRefusedForm(castVote(db, actor, ref, ballot), null);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/fund/${params.id}/meetings/${params.meeting}/vote`));
	}
} satisfies Actions;
