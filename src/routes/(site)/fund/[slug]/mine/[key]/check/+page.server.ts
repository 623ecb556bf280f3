import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { checkPage } from '#lib/formats/fund/apply/check-page.server.ts';
import { minePath } from '#lib/formats/fund/apply/paths.ts';
import { isWritable } from '#lib/formats/fund/apply/save-draft.server.ts';
import { answerQuery, submitApplication } from '#lib/formats/fund/apply/submit.server.ts';
import { isUuid } from '#lib/platform/db/uuid.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { receiptToken } from '#lib/core/receipts/receipt-code.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../form-text.ts';
import { orRefusedForm } from '../../../../../../refused.ts';
import { applicantDoor } from '../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ slug: string; key: string }>;

const hrefOf = ({ params }: Pick<Event, 'params'>) =>
	localizeHref(minePath(params.slug, params.key));

export const load: PageServerLoad = async (event) => {
	const applicant = await applicantDoor(event);
	if (!isWritable(applicant.application)) redirect(303, hrefOf(event));
	const { db, house, locale } = event.locals;
	return {
		page: await checkPage(db, applicant, house.clock(), locale),
		title: applicant.round.title,
		path: hrefOf(event)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, application } = await applicantDoor(event);
		const { db, house } = event.locals;
		const data = await event.request.formData();
		const revision = seenVersion(textOf(data, 'revision'));
		const answer = textOf(data, 'answer');
		const key = isUuid(event.params.key) ? event.params.key : receiptToken(event.params.key)!;
		const address = { origin: house.config.origin, key };
		const { applicationId, state } = application;
		const work =
			state === 'queried'
				? answerQuery(db, actor, applicationId, { revision, answer }, house.clock())
				: submitApplication(db, actor, applicationId, { revision }, address, house.clock());
		const { refused } = await orRefusedForm<unknown, { answer: string }>(work, { answer });
		if (refused) return fail(refused.status, refused.data);
		redirect(303, `${hrefOf(event)}?submitted`);
	}
};
