import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { personalHints } from '#lib/core/moderation/personal-hints.ts';
import { answerMessage, noteOnMessage } from '#lib/formats/contact/desk/answer.server.ts';
import { claimMessage, releaseMessage, type Seen } from '#lib/formats/contact/desk/care.server.ts';
import { closeMessage, takeUpAgain } from '#lib/formats/contact/desk/close.server.ts';
import { readMessage } from '#lib/formats/contact/desk/read-message.server.ts';
import type { CloseInput } from '#lib/formats/contact/desk/schema.ts';
import { readPoint } from '#lib/formats/contact/point/read-point.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { localDay } from '#lib/platform/local-time.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { orErrorPage, orRefusedForm } from '../../../../../../refused.ts';
import type { PageServerLoad } from './$types';

type Event = RequestEvent<{ id: string; number: string }>;

const open = ({ locals: { db, actor, house }, params }: Event) =>
	orErrorPage(readMessage(db, actor, params.id, Number(params.number), localDay(house.clock())));

export const load: PageServerLoad = async (event) => {
	const { db, actor } = event.locals;
	const message = await open(event);
	const { point, may } = await orErrorPage(readPoint(db, actor, event.params.id));
	return {
		point: { activityId: point.activityId, title: point.title, forgetDays: point.forgetDays },
		archived: point.status === 'archived',
		may,
		message,
		clientKey: crypto.randomUUID(),
		done: event.url.searchParams.get('done') === 'saved'
	};
};

type Values = Readonly<Record<string, string>>;
type Work = (event: Event, seen: Seen, values: Values) => Promise<void>;

/** Takes one step and shows the page again; after a refusal with what was typed and which step it was. */
const act = (step: string, work: Work) => async (event: Event) => {
	const { messageId } = await open(event);
	const form = await event.request.formData();
	const values = Object.fromEntries(
		['clientKey', 'text', 'note', 'outcome', 'passedTo'].map((name) => [
			name,
			typedText(form, name)
		])
	);
	const typed = { step, values };
	const personal =
		step === 'note' && !form.has('warned') ? personalHints(values['note'] ?? '') : [];
	if (personal.length > 0)
		return fail(422, { reason: 'looks_personal', fields: {}, typed, personal });
	const seen = { messageId, revision: seenVersion(typedText(form, 'revision')) };
	const { refused } = await orRefusedForm(work(event, seen, values), typed);
	if (refused) return refused;
	const { id, number } = event.params;
	redirect(303, localizeHref(`/staff/contact/${id}/messages/${number}?done=saved`));
};

const textsOf = (values: Values) => ({
	clientKey: values['clientKey'] ?? '',
	text: values['text'] ?? '',
	note: values['note'] ?? ''
});

export const actions = {
	claim: act('claim', ({ locals: { db, actor } }, seen) => claimMessage(db, actor, seen)),
	release: act('release', ({ locals: { db, actor } }, seen) => releaseMessage(db, actor, seen)),
	answer: act('answer', ({ locals: { db, actor, house } }, seen, values) =>
		answerMessage(db, actor, seen, textsOf(values), {
			now: house.clock(),
			origin: house.config.origin
		})
	),
	note: act('note', ({ locals: { db, actor, house } }, seen, values) =>
		noteOnMessage(db, actor, seen, textsOf(values), house.clock())
	),
	close: act('close', ({ locals: { db, actor, house } }, seen, values) =>
		closeMessage(
			db,
			actor,
			seen,
			{
				outcome: values['outcome'] as CloseInput['outcome'],
				passedTo: values['passedTo'] ?? ''
			},
			house.clock()
		)
	),
	reopen: act('reopen', ({ locals: { db, actor } }, seen) => takeUpAgain(db, actor, seen))
};
