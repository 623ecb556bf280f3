import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent as Event } from './$types';
import { closeVote } from '#lib/formats/fund/jury/close-vote.server.ts';
import {
	checkedProposal,
	typedHands,
	typedPapers,
	typedProposal
} from '#lib/formats/fund/jury/jury-forms.ts';
import { postponeItem, propose, takeUpItem } from '#lib/formats/fund/jury/propose.server.ts';
import { readItem } from '#lib/formats/fund/jury/read-item.server.ts';
import { breakOffVote, enterHands, openVote } from '#lib/formats/fund/jury/take-vote.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../../refused.ts';

const refOf = ({ params }: Pick<Event, 'params'>) => ({
	activityId: params.id,
	meetingId: params.meeting
});

export const load: PageServerLoad = async ({ locals: { db, actor }, params }) => ({
	detail: await orErrorPage(readItem(db, actor, refOf({ params }), Number(params.number)))
});

type Seen = { number: number; revision: number };

async function act(event: Event, work: (form: FormData, seen: Seen) => Promise<void>) {
	const form = await event.request.formData();
	const { id, meeting, number } = event.params;
	const seen = { number: Number(number), revision: seenVersion(textOf(form, 'revision')) };
	const typed = form.has('outcome') ? typedProposal(form) : null;
	const { refused } = await orRefusedForm(work(form, seen), typed);
	if (refused) return refused;
	redirect(303, localizeHref(`/staff/fund/${id}/meetings/${meeting}/${number}`));
}

export const actions = {
	propose: (event) => {
		const { db, actor } = event.locals;
		return act(event, async (form, seen) =>
			propose(db, actor, refOf(event), { ...checkedProposal(typedProposal(form)), ...seen })
		);
	},
	openVote: (event) => {
		const { db, actor } = event.locals;
		return act(event, (_, seen) => openVote(db, actor, refOf(event), seen));
	},
	hands: (event) => {
		const { db, actor } = event.locals;
		return act(event, (form, seen) =>
			enterHands(db, actor, refOf(event), { ...seen, choices: typedHands(form) })
		);
	},
	closeVote: (event) => {
		const { db, actor, house } = event.locals;
		return act(event, (form, seen) =>
			closeVote(db, actor, refOf(event), { ...seen, papers: typedPapers(form) }, house.clock())
		);
	},
	breakOff: (event) => {
		const { db, actor } = event.locals;
		return act(event, (_, seen) => breakOffVote(db, actor, refOf(event), seen));
	},
	postpone: (event) => {
		const { db, actor } = event.locals;
		return act(event, (_, seen) => postponeItem(db, actor, refOf(event), seen));
	},
	takeUp: (event) => {
		const { db, actor } = event.locals;
		return act(event, (_, seen) => takeUpItem(db, actor, refOf(event), seen));
	}
} satisfies Actions;
