import type { Actions, PageServerLoad } from './$types';
import { decide } from '#lib/core/moderation/decide.server.ts';
import { decisionFromForm } from '#lib/core/moderation/decision-form.ts';
import { queueFilterOf, tabOf } from '#lib/core/moderation/queue-filter.ts';
import { readQueue } from '#lib/core/moderation/queue.server.ts';
import { formats } from '#lib/formats/registry.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { pageNumber } from '../../../page-number.ts';
import { orErrorPage, orRefusedForm } from '../../../refused.ts';

/** As many as one looks through without losing the thread. */
const size = 20;
const sources = formats.flatMap(({ moderation }) => moderation ?? []);

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, actor, house } = locals;
	const filter = queueFilterOf(url.searchParams);
	const page = pageNumber(url);
	const paging = { today: localDay(house.clock()), page, size };
	const queue = await orErrorPage(readQueue(db, actor, sources, filter, paging));
	return {
		queue,
		filter,
		tab: tabOf(url.searchParams),
		today: paging.today,
		page,
		pages: Math.max(1, Math.ceil(queue.total / size)),
		kinds: formats.flatMap(({ key, names, moderation }) =>
			(moderation?.kinds ?? []).map((kind) => ({ key: `${key}.${kind}`, format: names.many }))
		)
	};
};

export const actions: Actions = {
	/** Answers with the page itself: pressed twice, the second is told that it was decided already. */
	async decide({ locals, request }) {
		const form = await request.formData();
		const { db, actor, house } = locals;
		const work = async () => {
			const asked = decisionFromForm(form);
			const { verb } = asked.decision;
			return { verb, ...(await decide(db, actor, sources, asked, localDay(house.clock()))) };
		};
		const { done, refused } = await orRefusedForm(work(), null);
		return refused ?? done;
	}
};
