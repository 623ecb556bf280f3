import { redirect } from '@sveltejs/kit';
import { can } from '#lib/access/can.ts';
import { permissions } from '#lib/formats/fund/permissions.ts';
import { applicantFacts } from '#lib/formats/fund/proof/applicant-facts.server.ts';
import { closeProof } from '#lib/formats/fund/proof/close-proof.server.ts';
import { provingStates, readProof } from '#lib/formats/fund/proof/proof.server.ts';
import { queryProof } from '#lib/formats/fund/proof/query-proof.server.ts';
import { recogniseReceipts } from '#lib/formats/fund/proof/recognise.server.ts';
import { readApplication } from '#lib/formats/fund/staff/read-application.server.ts';
import { applicationNumbered } from '#lib/formats/fund/application.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf, textsOf } from '../../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../../refused.ts';
import type { Actions, PageServerLoad, RequestEvent as Event } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const detail = await orErrorPage(readApplication(db, actor, params.id, Number(params.number)));
	const { application } = detail;
	const today = localDay(house.clock());
	const seeReceipts = can(permissions, actor, 'seeContact', application);
	const proof = provingStates.includes(application.state)
		? await readProof(db, application, today)
		: null;
	return {
		detail,
		today,
		// Names stand on receipts: who may not see who applied gets the sums only.
		proof: proof && !seeReceipts ? { ...proof, receipts: [] } : proof,
		facts: await applicantFacts(db, application.applicationId),
		may: { review: can(permissions, actor, 'review', application), seeReceipts },
		saved: url.searchParams.get('saved')
	};
};

/** Answers a form: the page again with what was typed, or afresh. */
async function act<Typed>(
	{ params, locals }: Event,
	saved: string,
	typed: Typed,
	work: (applicationId: string) => Promise<void>
) {
	const { db } = locals;
	const { applicationId } = await orErrorPage(
		applicationNumbered(db, params.id, Number(params.number))
	);
	const { refused } = await orRefusedForm(work(applicationId), typed);
	if (refused) return refused;
	const path = `/staff/fund/${params.id}/applications/${params.number}/proof`;
	redirect(303, `${localizeHref(path)}?saved=${saved}`);
}

export const actions: Actions = {
	recognise: async (event) => {
		const { db, actor } = event.locals;
		const form = await event.request.formData();
		const typed = Object.fromEntries(
			[...form.entries()].map(([name, value]) => [name, typeof value === 'string' ? value : ''])
		);
		const receipts = textsOf(form, 'receipt').map((receiptId) => ({
			receiptId,
			accepted: textOf(form, `accepted.${receiptId}`),
			remark: textOf(form, `remark.${receiptId}`)
		}));
		const revision = seenVersion(textOf(form, 'revision'));
		return act(event, 'recognised', typed, (id) =>
			recogniseReceipts(db, actor, id, { revision, receipts })
		);
	},
	query: async (event) => {
		const { db, actor, house } = event.locals;
		const form = await event.request.formData();
		const typed = { reason: textOf(form, 'reason'), dueOn: textOf(form, 'dueOn') };
		const revision = seenVersion(textOf(form, 'revision'));
		return act(event, 'queried', typed, (id) =>
			queryProof(db, actor, id, { ...typed, revision }, house.clock(), house.config.origin)
		);
	},
	close: async (event) => {
		const { db, actor, house } = event.locals;
		const form = await event.request.formData();
		const typed = {
			succeeded: textOf(form, 'succeeded'),
			successes: textOf(form, 'successes'),
			difficulties: textOf(form, 'difficulties'),
			giveUpRest: textOf(form, 'giveUpRest')
		};
		const closing = {
			revision: seenVersion(textOf(form, 'revision')),
			...typed,
			giveUpRest: typed.giveUpRest === 'on'
		};
		return act(event, 'closed', typed, (id) =>
			closeProof(db, actor, id, closing, house.clock(), house.config.origin)
		);
	}
};
