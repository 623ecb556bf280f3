import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
	closeVoting,
	openVoting,
	readVoting,
	setUpVoting
} from '#lib/formats/fund/vote/hold-voting.server.ts';
import { typedVoting, votingOfForm, votingValuesOf } from '#lib/formats/fund/vote/voting-form.ts';
import { takesBallots } from '#lib/formats/fund/vote/voting.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ id: string }>;

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params }) => {
	const now = house.clock();
	const held = await orErrorPage(readVoting(db, actor, params.id, now));
	const { voting } = held;
	return {
		...held,
		values: votingValuesOf(voting),
		taking: voting !== null && takesBallots(voting, now)
	};
};

/** Works with the revision that the form began with and comes back to the page. */
const step = (work: (event: Event, revision: number) => Promise<void>) => async (event: Event) => {
	const revision = seenVersion(textOf(await event.request.formData(), 'revision'));
	const { refused } = await orRefusedForm(work(event, revision), null);
	if (refused) return refused;
	redirect(303, event.url.pathname);
};

export const actions: Actions = {
	async setUp({ request, locals: { db, actor }, params, url }) {
		const typed = typedVoting(await request.formData());
		const revision = typed.revision === '' ? null : seenVersion(typed.revision);
		const input = { ...votingOfForm(typed), revision };
		const { refused } = await orRefusedForm(setUpVoting(db, actor, params.id, input), typed);
		if (refused) return refused;
		redirect(303, url.pathname);
	},
	open: step(({ locals: { db, actor, house }, params }, revision) =>
		openVoting(db, actor, params.id, { revision }, house.clock())
	),
	close: step(({ locals: { db, actor }, params }, revision) =>
		closeVoting(db, actor, params.id, { revision })
	)
};
