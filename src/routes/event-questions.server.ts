import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import {
	readQuestions,
	type AskedQuestions
} from '#lib/formats/events/registration/questions/asked-questions.server.ts';
import {
	addQuestion,
	changeQuestion,
	moveQuestion,
	removeQuestion
} from '#lib/formats/events/registration/questions/edit-questions.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import {
	checkedQuestion,
	emptyQuestion,
	questionValuesOf,
	typedQuestion
} from '#lib/questions/question-form.ts';
import { orErrorPage, orRefusedForm } from './refused.ts';

/** Who stands at the questions of which event, and the page that shows them. */
export type AtQuestions = Readonly<{ actor: Actor; eventId: string; page: string }>;

/** The page of what guests are asked, which hosts, invited hosts and staff reach through doors of their own. */
export async function questionsPage({ locals, url }: RequestEvent, actor: Actor, eventId: string) {
	const asked = await orErrorPage(readQuestions(locals.db, actor, eventId));
	return {
		asked,
		open: openForm(asked, url.searchParams),
		saved: url.searchParams.get('done') === 'saved'
	};
}

/** The form that the address asks for; none: the list. */
function openForm({ questions, event: { locales } }: AskedQuestions, search: URLSearchParams) {
	const question = questions.find(({ id }) => id === search.get('question'));
	if (question) return { question: question.id, values: questionValuesOf(question, locales) };
	const type = search.get('type');
	if (type === null && !search.has('new')) return null;
	return { question: null, values: emptyQuestion(type, locales) };
}

type Sent = AtQuestions & Readonly<{ event: RequestEvent; form: FormData }>;

const listed =
	(work: (sent: Sent, questionId: string) => Promise<void>) =>
	async (event: RequestEvent, at: AtQuestions) => {
		const form = await event.request.formData();
		const sent = { ...at, event, form };
		const { refused } = await orRefusedForm(work(sent, typedText(form, 'question')), null);
		if (refused) return refused;
		redirect(303, localizeHref(at.page));
	};

const written =
	(work: (sent: Sent, read: () => ReturnType<typeof checkedQuestion>) => Promise<void>) =>
	async (event: RequestEvent, at: AtQuestions) => {
		const form = await event.request.formData();
		const { locales } = (await orErrorPage(readQuestions(event.locals.db, at.actor, at.eventId)))
			.event;
		const typed = typedQuestion(form, locales);
		const save = async () =>
			work({ ...at, event, form }, () => checkedQuestion(typed, form, locales));
		const { refused } = await orRefusedForm(save(), typed);
		if (refused) return refused;
		redirect(303, localizeHref(`${at.page}?done=saved`));
	};

/** What can be done with them; each use case asks for the right. */
export const questionWork = {
	add: written(({ event, actor, eventId }, read) =>
		addQuestion(event.locals.db, actor, eventId, read())
	),
	change: written(({ event, actor, eventId }, read) => {
		const questionId = event.url.searchParams.get('question') ?? '';
		return changeQuestion(event.locals.db, actor, { eventId, questionId }, read());
	}),
	move: listed(({ event, actor, eventId, form }, questionId) => {
		const direction = form.get('direction') === 'up' ? 'up' : 'down';
		return moveQuestion(event.locals.db, actor, { eventId, questionId }, direction);
	}),
	remove: listed(({ event, actor, eventId }, questionId) =>
		removeQuestion(event.locals.db, actor, { eventId, questionId })
	)
};

/** The actions of a page whose door is this. */
export const questionActions = <Event extends RequestEvent>(
	door: (event: Event) => Promise<AtQuestions>
) => ({
	add: async (event: Event) => questionWork.add(event, await door(event)),
	change: async (event: Event) => questionWork.change(event, await door(event)),
	move: async (event: Event) => questionWork.move(event, await door(event)),
	remove: async (event: Event) => questionWork.remove(event, await door(event))
});
