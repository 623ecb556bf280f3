import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent as Event } from './$types';
import { applicationNumbered } from '#lib/formats/fund/application.server.ts';
import { declareConflict, takeBackConflict } from '#lib/formats/fund/jury/conflicts.server.ts';
import { checkedScores, typedConflict, typedScores } from '#lib/formats/fund/jury/jury-forms.ts';
import { readJuryTab } from '#lib/formats/fund/jury/jury-tab.server.ts';
import { scoreApplication } from '#lib/formats/fund/jury/scores.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { ownAccount } from '../../../../../../../own-account.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const tab = await orErrorPage(readJuryTab(db, actor, params.id, Number(params.number)));
	return { tab, me: ownAccount(locals).accountId };
};

const applicationIn = ({ locals, params }: Event) =>
	orErrorPage(applicationNumbered(locals.db, params.id, Number(params.number)));

const back = ({ params }: Event, rest = '/jury'): never =>
	redirect(303, localizeHref(`/staff/fund/${params.id}/applications/${params.number}${rest}`));

export const actions = {
	async score(event) {
		const { db, actor } = event.locals;
		const { applicationId, rules } = await applicationIn(event);
		const scores = typedScores(await event.request.formData(), rules.criteria);
		const input = checkedScores(scores, rules.criteria);
		const { refused } = await orRefusedForm(scoreApplication(db, actor, applicationId, input), {
			form: 'score' as const,
			scores
		});
		if (refused) return refused;
		back(event);
	},
	async declare(event) {
		const { db, actor } = event.locals;
		const { applicationId } = await applicationIn(event);
		const conflict = typedConflict(await event.request.formData());
		const { refused } = await orRefusedForm(declareConflict(db, actor, applicationId, conflict), {
			form: 'declare' as const,
			conflict
		});
		if (refused) return refused;
		back(event);
	},
	/** Whoever declares it of themselves may not see this page any more. */
	async declareOwn(event) {
		const { db, actor } = event.locals;
		const { applicationId } = await applicationIn(event);
		const conflict = typedConflict(await event.request.formData());
		const { refused } = await orRefusedForm(declareConflict(db, actor, applicationId, conflict), {
			form: 'declareOwn' as const,
			conflict
		});
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/fund/${event.params.id}/meetings`));
	},
	async takeBack(event) {
		const { db, actor } = event.locals;
		const { applicationId } = await applicationIn(event);
		const conflict = typedConflict(await event.request.formData());
		const { refused } = await orRefusedForm(takeBackConflict(db, actor, applicationId, conflict), {
			form: 'takeBack' as const,
			conflict
		});
		if (refused) return refused;
		back(event);
	}
} satisfies Actions;
