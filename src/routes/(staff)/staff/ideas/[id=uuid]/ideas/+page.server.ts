import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { checkedAnswer, seenIdeas, typedAnswer } from '#lib/formats/ideas/answer-form.ts';
import { answerIdeas } from '#lib/formats/ideas/answer-ideas.server.ts';
import { filterOf } from '#lib/formats/ideas/filter.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { dueFilters, staffIdeas } from '#lib/formats/ideas/staff-ideas.server.ts';
import { readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { pageNumber } from '../../../../../page-number.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

const size = 50;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const map = await orErrorPage(readMap(db, actor, params.id, house.clock()));
	const due = dueFilters.find((one) => one === url.searchParams.get('due')) ?? 'all';
	const filter = { ...filterOf(url.searchParams), due };
	const page = pageNumber(url);
	const paging = { today: localDay(house.clock()), page, size };
	const { ideas, total } = await staffIdeas(db, actor, params.id, filter, paging);
	return { map, filter, ideas, total, page, pages: Math.max(1, Math.ceil(total / size)) };
};

export const actions: Actions = {
	async answer({ locals, params, request, url }) {
		const { db, actor, house } = locals;
		const form = await request.formData();
		const typed = { answer: typedAnswer(form), chosen: form.getAll('idea').map(String) };
		const work = async () => {
			const { locales } = await mapOf(db, params.id, house.clock());
			const answer = checkedAnswer(typed.answer, locales);
			const asked = { ideas: seenIdeas(form), answer };
			await answerIdeas(db, actor, params.id, asked, {
				today: localDay(house.clock()),
				origin: house.config.origin
			});
		};
		const { refused } = await orRefusedForm(work(), typed);
		if (refused) return refused;
		const due = url.searchParams.get('due');
		redirect(303, localizeHref(`/staff/ideas/${params.id}/ideas${due ? `?due=${due}` : ''}`));
	}
};
