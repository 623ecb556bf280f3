import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { isHidingReason } from '#lib/core/moderation/reasons.ts';
import { publicMap } from '#lib/formats/ideas/map.server.ts';
import { reportContribution, reportedText } from '#lib/formats/ideas/report-contribution.server.ts';
import { isUuid } from '#lib/platform/db/uuid.ts';
import { textOf } from '../../../../../form-text.ts';
import { tokenHolder } from '../../door.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

function askedFor({ params, url }: Pick<RequestEvent, 'params' | 'url'>) {
	const comment = url.searchParams.get('comment') ?? '';
	const number = /^\d{1,9}$/.test(params.number) ? Number(params.number) : 0;
	return { number, commentId: isUuid(comment) ? comment : null };
}

export const load: PageServerLoad = async (event) => {
	const { db, house } = event.locals;
	const map = await orErrorPage(publicMap(db, event.params.slug, house.clock()));
	const { title, body, locale } = await orErrorPage(reportedText(db, map, askedFor(event)));
	return { title, body, locale, isComment: askedFor(event).commentId !== null };
};

export const actions: Actions = {
	async default(event) {
		const { db, house } = event.locals;
		const reason = textOf(await event.request.formData(), 'reason');
		if (!isHidingReason(reason)) return fail(422, { reasonMissing: true });
		const map = await orErrorPage(publicMap(db, event.params.slug, house.clock()));
		const holder = tokenHolder(event.cookies, map.activityId, house.config);
		const { refused } = await orRefusedForm(
			reportContribution(db, map, holder, askedFor(event), reason),
			null
		);
		return refused ?? { reported: true };
	}
};
