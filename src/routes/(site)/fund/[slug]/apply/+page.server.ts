import { error, fail, redirect } from '@sveltejs/kit';
import { ownOrganisations } from '#lib/core/people/organisations/own.server.ts';
import { minePath } from '#lib/formats/fund/apply/paths.ts';
import { startApplication } from '#lib/formats/fund/apply/start.server.ts';
import { isOpen, publicRound } from '#lib/formats/fund/round/round.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
	// Two who are shown the same form would write one draft.
	setHeaders({ 'cache-control': 'private, no-store' });
	const { db, house, actor, locale } = locals;
	const round = await orErrorPage(publicRound(db, params.slug));
	const now = house.clock();
	const isComing = round.status === 'announced' || round.status === 'running';
	const own = actor.kind === 'account' ? await ownOrganisations(house, actor) : [];
	return {
		round,
		isOpen: isOpen(round, now),
		opensAt: isComing && round.startsAt && round.startsAt > now ? round.startsAt : null,
		organisations: own.map(({ id, name }) => ({ id, name })),
		chosen: url.searchParams.get('organisation') ?? '',
		clientKey: crypto.randomUUID(),
		locale
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request, getClientAddress }) => {
		const { db, house, actor, locale } = locals;
		const data = await request.formData();
		const round = await orErrorPage(publicRound(db, params.slug));
		const address = getClientAddress();
		if (house.draftBrake.isOn(address)) error(429, { message: 'too_many_drafts' });
		const start = {
			clientKey: textOf(data, 'clientKey'),
			organisationId: textOf(data, 'organisation') || null,
			locale
		};
		const work = startApplication(db, actor, round, start, house.clock());
		const { done, refused } = await orRefusedForm(work, null);
		if (refused) return fail(refused.status, refused.data);
		house.draftBrake.count(address);
		redirect(303, localizeHref(minePath(round.slug, done.key, 'who')));
	}
};
