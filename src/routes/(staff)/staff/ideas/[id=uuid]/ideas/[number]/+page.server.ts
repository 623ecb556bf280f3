import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent as Event } from './$types';
import { checkedAnswer, seenIdeas, typedAnswer } from '#lib/formats/ideas/answer-form.ts';
import { answerIdeas, withdrawAnswer } from '#lib/formats/ideas/answer-ideas.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { mergeIdeas, undoMerge } from '#lib/formats/ideas/merge-ideas.server.ts';
import { readStaffIdea } from '#lib/formats/ideas/staff-ideas.server.ts';
import { readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import { isUuid } from '#lib/platform/db/uuid.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { textOf } from '../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
/** An id from a form; what is none finds nothing. */
const idOf = (form: FormData, name: string) => {
	const text = textOf(form, name);
	return isUuid(text) ? text : nobody;
};
const numberOf = ({ params }: Pick<Event, 'params'>) =>
	/^\d{1,9}$/.test(params.number) ? Number(params.number) : 0;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const map = await orErrorPage(readMap(db, actor, params.id, house.clock()));
	const search = (url.searchParams.get('search') ?? '').trim().slice(0, 100);
	const today = localDay(house.clock());
	const idea = await orErrorPage(
		readStaffIdea(db, actor, params.id, numberOf({ params }), { today, search })
	);
	return { map, idea, search };
};

/** Answers a form: the page again with what was typed, or afresh. */
async function act<Typed>({ params }: Event, work: Promise<unknown>, typed: Typed) {
	const { refused } = await orRefusedForm(work, typed);
	if (refused) return refused;
	redirect(303, localizeHref(`/staff/ideas/${params.id}/ideas/${params.number}`));
}

export const actions = {
	async answer(event) {
		const { db, actor, house } = event.locals;
		const form = await event.request.formData();
		const typed = typedAnswer(form);
		const work = async () => {
			const { locales } = await mapOf(db, event.params.id, house.clock());
			const asked = { ideas: seenIdeas(form), answer: checkedAnswer(typed, locales) };
			await answerIdeas(db, actor, event.params.id, asked, {
				today: localDay(house.clock()),
				origin: house.config.origin
			});
		};
		return act(event, work(), typed);
	},
	async takeBack(event) {
		const { db, actor, house } = event.locals;
		const answerId = idOf(await event.request.formData(), 'answer');
		return act(event, withdrawAnswer(db, actor, event.params.id, answerId, house.clock()), null);
	},
	async merge(event) {
		const { db, actor, house } = event.locals;
		const intoId = idOf(await event.request.formData(), 'into');
		const work = async () => {
			const now = house.clock();
			const looked = { today: localDay(now), search: '' };
			const idea = await readStaffIdea(db, actor, event.params.id, numberOf(event), looked);
			await mergeIdeas(db, actor, event.params.id, { ideaId: idea.id, intoId }, now);
		};
		return act(event, work(), null);
	},
	async undoMerge(event) {
		const { db, actor, house } = event.locals;
		const mergeId = idOf(await event.request.formData(), 'merge');
		return act(event, undoMerge(db, actor, event.params.id, mergeId, house.clock()), null);
	}
} satisfies Actions;
