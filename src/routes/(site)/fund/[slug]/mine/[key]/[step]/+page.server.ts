import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { attachFiles, detachFile } from '#lib/formats/fund/apply/attachments.server.ts';
import type { Applicant } from '#lib/formats/fund/apply/applicant.server.ts';
import { minePath } from '#lib/formats/fund/apply/paths.ts';
import { isWritable, saveDraft } from '#lib/formats/fund/apply/save-draft.server.ts';
import { pressedStep, pressOf, stepAfter, type Press } from '#lib/formats/fund/apply/step-form.ts';
import { stepPage } from '#lib/formats/fund/apply/step-page.server.ts';
import { isFormStep, type FormStep } from '#lib/formats/fund/apply/steps.ts';
import { filesIn } from '#lib/platform/documents/of-form.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../form-text.ts';
import { orRefusedForm } from '../../../../../../refused.ts';
import { applicantDoor } from '../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ slug: string; key: string; step: string }>;

const hrefOf = ({ params }: Event, page = '') =>
	localizeHref(minePath(params.slug, params.key, page));

/** Only what can be written in is a form; otherwise the overview says what is. Who sent one reads what they typed. */
async function door(event: Event): Promise<{ applicant: Applicant; step: FormStep }> {
	const { step } = event.params;
	if (!isFormStep(step)) error(404);
	const applicant = await applicantDoor(event);
	if (!isWritable(applicant.application) && event.request.method !== 'POST')
		redirect(303, hrefOf(event));
	return { applicant, step };
}

export const load: PageServerLoad = async (event) => {
	const { applicant, step } = await door(event);
	const { house, locale } = event.locals;
	const { searchParams } = event.url;
	const means = { db: event.locals.db, config: house.config, now: house.clock(), locale };
	return {
		step,
		page: await stepPage(means, applicant, step, { saysMissing: searchParams.has('check') }),
		title: applicant.round.title,
		path: hrefOf(event),
		looked: searchParams.has('look')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { applicant, step } = await door(event);
		const { done: data, refused: unread } = await orRefusedForm(readForm(event), {});
		if (unread) return unread;
		const press = pressOf(data);
		const typed = pressedStep(step, data, press);
		const { refused } = await orRefusedForm(keep(event, applicant, step, data, press), typed);
		if (refused) return fail(refused.status, refused.data);
		redirect(303, await after(event, applicant, step, data, press));
	}
};

/** @throws Refusal body_too_large (413), uploads_busy (503) */
async function readForm({ locals, request }: Event): Promise<FormData> {
	if (locals.bodyTooLarge) throw new Refusal('large', 'body_too_large');
	const bytes = Number(request.headers.get('content-length') ?? 0);
	return locals.house.readUpload(bytes, () => request.formData());
}

async function keep(
	{ locals }: Event,
	{ actor, application }: Applicant,
	step: FormStep,
	data: FormData,
	press: Press
): Promise<void> {
	const { db, house, locale } = locals;
	const { applicationId } = application;
	const typed = pressedStep(step, data, press);
	const revision = seenVersion(textOf(data, 'revision'));
	await saveDraft(db, actor, applicationId, { step, typed, revision, locale }, house.clock());
	if (step !== 'more') return;
	await attachFiles(db, actor, house.documents, applicationId, filesIn(data, 'documents'));
	if (press.kind === 'detach') await detachFile(db, actor, applicationId, press.document);
}

/** Where it goes on. What is wrong is shown once before; it never keeps anybody from going on. */
async function after(
	event: Event,
	applicant: Applicant,
	step: FormStep,
	data: FormData,
	press: Press
): Promise<string> {
	switch (press.kind) {
		case 'later':
			return `${hrefOf(event)}?saved`;
		case 'add': {
			const name = step === 'costs' ? 'costs' : 'funding';
			const lines = data.getAll(`${name}.category`).length;
			return `${hrefOf(event, step)}#${name}-${lines}`;
		}
		case 'next': {
			const next = hrefOf(event, stepAfter(step));
			if (textOf(data, 'looked') !== '') return next;
			const { db, house, locale } = event.locals;
			const means = { db, config: house.config, now: house.clock(), locale };
			const { shown } = await stepPage(means, applicant, step, { saysMissing: false });
			const atFields = Object.keys(shown).filter((field) => !['sums', 'share'].includes(field));
			return atFields.length > 0 ? `${hrefOf(event, step)}?look` : next;
		}
		case 'check':
			return `${hrefOf(event, step)}#sums`;
		default:
			return `${hrefOf(event, step)}${step === 'more' ? '#attachments' : ''}`;
	}
}
