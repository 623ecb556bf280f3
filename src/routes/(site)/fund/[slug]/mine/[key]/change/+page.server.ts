import { redirect, type RequestEvent } from '@sveltejs/kit';
import { forApplicant } from '#lib/formats/fund/apply/told-to-applicant.ts';
import { changeOfForm } from '#lib/formats/fund/money/change-form.ts';
import { ownMoney } from '#lib/formats/fund/money/read-money.server.ts';
import { requestChange, withdrawChange } from '#lib/formats/fund/money/request-change.server.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import { applicantDoor } from '../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor, application } = await applicantDoor(event);
	const parts = await orErrorPage(ownMoney(event.locals.db, actor, application));
	return {
		application: forApplicant(application),
		parts,
		open: parts.changes.find(({ state }) => state === 'requested') ?? null,
		mayChange: application.state === 'running'
	};
};

type Event = RequestEvent<{ slug: string; key: string }>;
type Work = (event: Event, text: (name: string) => string, names: string[]) => Promise<unknown>;

const act = (name: string, work: Work) => async (event: Event) => {
	const form = await event.request.formData();
	const text = (field: string) => textOf(form, field);
	const names = [...form.keys()];
	const values = Object.fromEntries(names.map((key) => [key, text(key)]));
	const { refused } = await orRefusedForm(work(event, text, names), { form: name, values });
	if (refused) return refused;
	redirect(303, event.url.pathname);
};

export const actions = {
	request: act('request', async (event, text, names) => {
		const { actor, application } = await applicantDoor(event);
		const { db, house } = event.locals;
		const change = changeOfForm(text, names);
		await requestChange(db, actor, application.applicationId, change, house.clock());
	}),
	withdraw: act('withdraw', async (event, text) => {
		const { actor } = await applicantDoor(event);
		const revision = seenVersion(text('revision'));
		await withdrawChange(event.locals.db, actor, text('change'), { revision });
	})
} satisfies Actions;
