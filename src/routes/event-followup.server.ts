import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { printFollowUpCodes } from '#lib/formats/events/followup/codes.server.ts';
import { followUpCsv } from '#lib/formats/events/followup/csv.server.ts';
import {
	addFollowUpQuestion,
	changeFollowUpQuestion,
	moveFollowUpQuestion,
	removeFollowUpQuestion
} from '#lib/formats/events/followup/edit-questions.server.ts';
import {
	followUpInputOf,
	typedCount,
	typedFollowUp
} from '#lib/formats/events/followup/followup-form.ts';
import { followUpAt } from '#lib/formats/events/followup/followup.server.ts';
import { readFollowUp } from '#lib/formats/events/followup/results.server.ts';
import {
	acceptFollowUp,
	closeFollowUp,
	openFollowUp
} from '#lib/formats/events/followup/run-followup.server.ts';
import {
	giveUpFollowUp,
	setUpFollowUp
} from '#lib/formats/events/followup/set-up-followup.server.ts';
import { slipsPdf } from '#lib/formats/events/followup/slips.server.ts';
import { asksAt } from '#lib/formats/events/followup/when.ts';
import { dayText } from '#lib/platform/i18n/dates.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { readOperator } from '#lib/platform/operator.server.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import {
	checkedQuestion,
	emptyQuestion,
	questionValuesOf,
	typedQuestion
} from '#lib/questions/question-form.ts';
import { downloadResponse } from './download.ts';
import type { AtDoor } from './event-door.server.ts';
import { orErrorPage, orRefusedForm } from './refused.ts';

/** The page of the follow-up of a date, which hosts, invited hosts and staff reach through doors of their own. */
export async function followUpPage(event: RequestEvent, { actor, page, ...on }: AtDoor) {
	const { db, house } = event.locals;
	const query = event.url.searchParams;
	return {
		view: await orErrorPage(readFollowUp(db, actor, on, house.config.smallCellK)),
		page: `${page}/followup`,
		saved: query.get('done') === 'saved',
		sheet: { count: query.get('count') ?? '40', refused: query.get('refused') }
	};
}

type Sent = Readonly<{
	actor: Actor;
	on: Omit<AtDoor, 'actor' | 'page'>;
	form: FormData;
	event: RequestEvent;
}>;

/** The forms of the page. @param who finds out who sends them, and about which date */
export function followUpActions<E extends RequestEvent>(who: (event: E) => Promise<AtDoor>) {
	const act =
		<Typed>(work: (sent: Sent) => Promise<unknown>, typed: (form: FormData) => Typed) =>
		async (event: E) => {
			const { actor, page, ...on } = await who(event);
			const form = await event.request.formData();
			const { refused } = await orRefusedForm(work({ actor, on, form, event }), typed(form));
			if (refused) return refused;
			redirect(303, localizeHref(`${page}/followup?done=saved`));
		};
	const nothing = () => ({});
	const question = (form: FormData) => typedText(form, 'question');
	return {
		setUp: act(
			({ actor, on, form, event: { locals } }) => {
				const ref = { ...on, seen: seenVersion(typedText(form, 'seen')) };
				return setUpFollowUp(locals.db, actor, ref, followUpInputOf(typedFollowUp(form)));
			},
			(form) => ({ setUp: typedFollowUp(form) })
		),
		giveUp: act(({ actor, on, event }) => giveUpFollowUp(event.locals.db, actor, on), nothing),
		open: act(
			({ actor, on, event: { locals } }) =>
				openFollowUp(locals.db, actor, on, {
					now: locals.house.clock(),
					origin: locals.house.config.origin
				}),
			nothing
		),
		close: act(
			({ actor, on, event: { locals } }) =>
				closeFollowUp(locals.db, actor, on, locals.house.clock()),
			nothing
		),
		accept: act(
			({ actor, on, form, event }) =>
				acceptFollowUp(event.locals.db, actor, on, { because: typedText(form, 'because') }),
			(form) => ({ because: typedText(form, 'because') })
		),
		move: act(({ actor, on, form, event }) => {
			const direction = typedText(form, 'direction') === 'up' ? 'up' : 'down';
			return moveFollowUpQuestion(event.locals.db, actor, on, question(form), direction);
		}, nothing),
		remove: act(
			({ actor, on, form, event }) =>
				removeFollowUpQuestion(event.locals.db, actor, on, question(form)),
			nothing
		)
	};
}

/** The form of one question. @param id null: a new one */
export async function questionPage(
	event: RequestEvent,
	{ actor, page, ...on }: AtDoor,
	id: string | null
) {
	const { db, house } = event.locals;
	const view = await orErrorPage(readFollowUp(db, actor, on, house.config.smallCellK));
	if (view.followUp?.state !== 'planned') redirect(303, localizeHref(`${page}/followup`));
	const known = view.questions.find((question) => question.id === id);
	if (id !== null && !known) error(404, { message: 'missing' });
	return {
		title: view.door.title,
		locales: view.locales,
		page: `${page}/followup`,
		isNew: id === null,
		values: known
			? questionValuesOf(known, view.locales)
			: emptyQuestion(event.url.searchParams.get('type'), view.locales)
	};
}

/** @param id null: a new one */
export async function questionByForm(
	event: RequestEvent,
	{ actor, page, ...on }: AtDoor,
	id: string | null
) {
	const { db, house } = event.locals;
	const form = await event.request.formData();
	const { locales } = await orErrorPage(readFollowUp(db, actor, on, house.config.smallCellK));
	const typed = typedQuestion(form, locales);
	const keep = async () => {
		const input = checkedQuestion(typed, form, locales);
		await (id === null
			? addFollowUpQuestion(db, actor, on, input)
			: changeFollowUpQuestion(db, actor, on, id, input));
	};
	const { refused } = await orRefusedForm(keep(), typed);
	if (refused) return refused;
	redirect(303, localizeHref(`${page}/followup#questions`));
}

/**
 * Draws codes and prints them: they can be read on this paper only. What does not fit goes back to the page, whose form
 * this is, with what was typed.
 */
export async function followUpSheet(
	event: RequestEvent,
	{ actor, page, ...on }: AtDoor
): Promise<Response> {
	const { db, house, locale } = event.locals;
	const count = typedText(await event.request.formData(), 'count');
	const { done, refused } = await orRefusedForm(
		printFollowUpCodes(db, actor, on, { count: typedCount(count) }),
		{}
	);
	if (!done) {
		const { reason, fields } = refused.data;
		if (refused.status !== 422 && refused.status !== 409)
			error(refused.status, { message: reason });
		const back = new URLSearchParams({ count, refused: Object.values(fields)[0] ?? reason });
		redirect(303, localizeHref(`${page}/followup?${back}#slips`));
	}
	const followUp = (await followUpAt(db, on.dateId))!;
	const from = dayText(followUp.openedAt ?? asksAt(followUp, done.door.endsAt), locale);
	const author = (await readOperator(house.config.dataDir))?.name ?? 'Palaver';
	const print = { locale, author, origin: house.config.origin };
	return downloadResponse(await slipsPdf(done.door, done.codes, from, print));
}

export async function followUpFile(
	{ locals: { db, house, locale } }: RequestEvent,
	{ actor, page: _, ...on }: AtDoor
): Promise<Response> {
	const k = house.config.smallCellK;
	return downloadResponse(await orErrorPage(followUpCsv(db, actor, on, k, locale)));
}
