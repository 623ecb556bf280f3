import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { spokenReceipt, receiptToken } from '#lib/core/receipts/receipt-code.ts';
import { ownOrganisations } from '#lib/core/people/organisations/own.server.ts';
import { bindToOrganisation } from '#lib/formats/fund/apply/bind.server.ts';
import { minePath } from '#lib/formats/fund/apply/paths.ts';
import { chronicleOf, myForm, openQuery } from '#lib/formats/fund/apply/read-mine.server.ts';
import { isWritable } from '#lib/formats/fund/apply/save-draft.server.ts';
import { forApplicant } from '#lib/formats/fund/apply/told-to-applicant.ts';
import { withdrawApplication } from '#lib/formats/fund/apply/withdraw.server.ts';
import { isOpen } from '#lib/formats/fund/round/round.server.ts';
import { hindrance } from '#lib/formats/fund/workflow.ts';
import { isUuid } from '#lib/platform/db/uuid.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../form-text.ts';
import { orRefusedForm } from '../../../../../refused.ts';
import { shownOrigin } from '../../../../../shown-origin.ts';
import { applicantDoor } from './door.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ slug: string; key: string }>;

const hrefOf = ({ params }: Pick<Event, 'params'>) =>
	localizeHref(minePath(params.slug, params.key));

export const load: PageServerLoad = async (event) => {
	const applicant = await applicantDoor(event);
	const { application, round, actor } = applicant;
	const { db, house, locale, actor: signedIn } = event.locals;
	const chronicle = await chronicleOf(db, application);
	const token = isUuid(event.params.key) ? null : receiptToken(event.params.key)!;
	const mayBind = actor.kind === 'receipt' && signedIn.kind === 'account';
	return {
		application: forApplicant(application),
		round: { slug: round.slug, title: round.title, endsAt: round.endsAt },
		isOpen: isOpen(round, house.clock()),
		path: hrefOf(event),
		steps: isWritable(application) ? (await myForm(db, applicant, house.clock())).steps : null,
		query: openQuery(applicant, chronicle),
		chronicle,
		/** Null for members of an organisation, who sign in instead. */
		receipt:
			token === null
				? null
				: {
						code: spokenReceipt(token),
						address: shownOrigin(event) + minePath(round.slug, token)
					},
		mayWithdraw: hindrance('withdraw', application.state, application) === null,
		organisations:
			mayBind && application.organisationId === null
				? (await ownOrganisations(house, signedIn)).map(({ id, name }) => ({ id, name }))
				: [],
		saved: event.url.searchParams.has('saved'),
		submitted: event.url.searchParams.has('submitted'),
		bound: event.url.searchParams.has('bound'),
		locale
	};
};

export const actions: Actions = {
	withdraw: async (event) => {
		const { actor, application } = await applicantDoor(event);
		const revision = seenVersion(textOf(await event.request.formData(), 'revision'));
		const work = withdrawApplication(event.locals.db, actor, application.applicationId, {
			revision
		});
		const { refused } = await orRefusedForm(work, null);
		if (refused) return fail(refused.status, refused.data);
		redirect(303, hrefOf(event));
	},
	bind: async (event) => {
		const { actor, application } = await applicantDoor(event);
		const data = await event.request.formData();
		const bound = {
			organisationId: textOf(data, 'organisation'),
			revision: seenVersion(textOf(data, 'revision'))
		};
		const { db, actor: signedIn } = event.locals;
		const work = bindToOrganisation(db, actor, signedIn, application.applicationId, bound);
		const { refused } = await orRefusedForm(work, null);
		if (refused) return fail(refused.status, refused.data);
		// The code in the address is good no longer.
		const path = minePath(event.params.slug, application.applicationId);
		redirect(303, `${localizeHref(path)}?bound`);
	}
};
