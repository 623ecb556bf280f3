import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { questionsToTake } from '#lib/formats/live/bank/take-questions.server.ts';
import { defaultRetentionDays } from '#lib/formats/live/rules.ts';
import {
	checkedSession,
	typedSession,
	type SessionValues
} from '#lib/formats/live/session-form.ts';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { moderatedPlaces } from '#lib/formats/live/reads.server.ts';
import { mayList } from '#lib/formats/live/staff/may-list.ts';
import { createFromTemplate } from '#lib/formats/live/templates/create.server.ts';
import { templateOf, templates } from '#lib/formats/live/templates/index.ts';
import { localizeHref, locales } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	await orErrorPage(mayList(locals.actor));
	const chosen = url.searchParams.get('template');
	const template = templateOf(chosen);
	const choices = await activityChoices(locals.db, moderatedPlaces(locals.actor));
	const { places } = choices;
	const values: SessionValues = {
		title: template?.title ?? {},
		// Whoever has several says which: nobody notices a wrong place that was chosen for them.
		placeId: places.length === 1 ? places[0]!.id : '',
		main: 'de',
		locales: template ? locales : ['de'],
		startsAt: '',
		endsAt: '',
		organisationField: template?.organisationField ?? 'off',
		mayChangeVote: true,
		seatsOnly: false,
		measures: [],
		retainUntil: retainUntilAfter(locals.house.clock(), defaultRetentionDays),
		organisationId: ''
	};
	const taken = await orErrorPage(questionsToTake(locals.db, locals.actor, bankIds(url)));
	return { chosen, template, templates, taken, ...choices, values };
};

/** Questions of the bank that it begins with. */
const bankIds = (url: URL) => url.searchParams.getAll('bank');

export const actions: Actions = {
	async default({ locals, request, url }) {
		const typed = typedSession(await request.formData());
		const { db, actor, house } = locals;
		const template = templateOf(url.searchParams.get('template'));
		const create = async () =>
			createFromTemplate(db, actor, checkedSession(typed, house.clock()), {
				template,
				further: await questionsToTake(db, actor, bankIds(url))
			});
		const { done, refused } = await orRefusedForm(create(), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/live/${done.activityId}`));
	}
};
