import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import {
	checkedProject,
	checkedStep,
	typedProject,
	typedStep
} from '#lib/formats/ideas/project-form.ts';
import { carrierChoices, ideasForProject } from '#lib/formats/ideas/project-reads.server.ts';
import { createProject } from '#lib/formats/ideas/projects.server.ts';
import { readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import { isUuid } from '#lib/platform/db/uuid.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';

/** Ids as the list of ideas sends them: `<idea>/<its latest answer>`, or as they are. */
const idsOf = (sent: readonly unknown[]) =>
	sent.map((text) => String(text).split('/')[0]!).filter(isUuid);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const map = await orErrorPage(readMap(db, actor, params.id, house.clock()));
	const ids = idsOf(url.searchParams.getAll('idea'));
	const ideas = await orErrorPage(ideasForProject(db, actor, params.id, ids));
	const today = localDay(house.clock());
	const first = ideas[0];
	return {
		map,
		ideas,
		carriers: await carrierChoices(db),
		measures: (await activityChoices(db, [])).measures,
		project: {
			title: first ? { [map.settings.locales[0]!]: first.title } : {},
			summary: {},
			carrierId: '',
			measureCode: map.settings.measures[0] ?? '',
			underAgreement: false,
			initiatedBy: 'residents'
		},
		step: { status: 'planned', reachedOn: today, note: {} }
	};
};

export const actions: Actions = {
	async default({ locals, params, request }) {
		const { db, actor, house } = locals;
		const form = await request.formData();
		const typed = { project: typedProject(form), step: typedStep(form) };
		const work = async () => {
			const now = house.clock();
			const { locales } = await mapOf(db, params.id, now);
			return createProject(db, actor, params.id, {
				ideaIds: idsOf(form.getAll('idea')),
				project: checkedProject(typed.project, locales),
				step: checkedStep(typed.step, locales, localDay(now))
			});
		};
		const { done, refused } = await orRefusedForm(work(), typed);
		if (!done) return refused;
		redirect(303, localizeHref(`/staff/ideas/${params.id}/projects/${done.number}`));
	}
};
