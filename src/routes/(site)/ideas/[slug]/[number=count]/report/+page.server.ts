import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isHidingReason } from '#lib/core/moderation/reasons.ts';
import { reportContribution, reportedText } from '#lib/formats/ideas/report-contribution.server.ts';
import { textOf } from '../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import { visitorOf } from '../../door.server.ts';
import { uuidIn } from '../../../uuid-in.ts';

type Event = Pick<RequestEvent<{ slug: string; number: string }>, 'params' | 'url'>;
const askedFor = ({ params, url }: Event) => ({
	number: Number(params.number),
	commentId: uuidIn(url, 'comment')
});

export const load: PageServerLoad = async (event) => {
	const { map } = await visitorOf(event);
	const asked = askedFor(event);
	const { title, body, locale } = await orErrorPage(reportedText(event.locals.db, map, asked));
	return { title, body, locale, isComment: asked.commentId !== null };
};

export const actions: Actions = {
	async default(event) {
		const reason = textOf(await event.request.formData(), 'reason');
		if (!isHidingReason(reason)) return fail(422, { reasonMissing: true });
		const { map, holder } = await visitorOf(event);
		const { refused } = await orRefusedForm(
			reportContribution(event.locals.db, map, holder, askedFor(event), reason),
			null
		);
		return refused ?? { reported: true };
	}
};
