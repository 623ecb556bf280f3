import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent as Event } from './$types';
import { activityChoices } from '#lib/core/activities/choices.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import {
	checkedProject,
	checkedStep,
	projectValuesOf,
	typedProject,
	typedStep
} from '#lib/formats/ideas/project-form.ts';
import { carrierChoices, readProject } from '#lib/formats/ideas/project-reads.server.ts';
import { changeProject, stepProject } from '#lib/formats/ideas/projects.server.ts';
import { readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { textOf } from '../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';

const numberOf = (params: Event['params']) =>
	/^\d{1,9}$/.test(params.number) ? Number(params.number) : 0;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, house } = locals;
	const map = await orErrorPage(readMap(db, actor, params.id, house.clock()));
	const project = await orErrorPage(readProject(db, actor, params.id, numberOf(params)));
	return {
		map,
		project,
		values: projectValuesOf(project),
		step: { status: project.status, reachedOn: localDay(house.clock()), note: {} },
		carriers: await carrierChoices(db),
		measures: (await activityChoices(db, [])).measures
	};
};

const seenOf = ({ params }: Event, form: FormData) => ({
	number: numberOf(params),
	version: Number(textOf(form, 'version'))
});

async function act<Typed>({ params }: Event, work: Promise<void>, typed: Typed) {
	const { refused } = await orRefusedForm(work, typed);
	if (refused) return refused;
	redirect(303, localizeHref(`/staff/ideas/${params.id}/projects/${params.number}`));
}

export const actions = {
	async change(event) {
		const { db, actor, house } = event.locals;
		const form = await event.request.formData();
		const typed = { project: typedProject(form), step: null };
		const work = async () => {
			const { locales } = await mapOf(db, event.params.id, house.clock());
			const project = checkedProject(typed.project, locales);
			await changeProject(db, actor, event.params.id, seenOf(event, form), project);
		};
		return act(event, work(), typed);
	},
	async step(event) {
		const { db, actor, house } = event.locals;
		const form = await event.request.formData();
		const typed = { project: null, step: typedStep(form) };
		const work = async () => {
			const { locales } = await mapOf(db, event.params.id, house.clock());
			const step = checkedStep(typed.step, locales, localDay(house.clock()));
			await stepProject(db, actor, event.params.id, seenOf(event, form), step);
		};
		return act(event, work(), typed);
	}
} satisfies Actions;
