import { redirect, type RequestEvent } from '@sveltejs/kit';
import { participantCookieOf } from '#lib/core/activities/participant.server.ts';
import { questionType } from '#lib/questions/registry.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ slug: string }>;

const viewOf = ({ locals, params }: Pick<Event, 'locals' | 'params'>) =>
	orErrorPage(locals.house.votes.view(params.slug));

export const load: PageServerLoad = async (event) => {
	const { votes } = event.locals.house;
	const view = await viewOf(event);
	const token = event.cookies.get(participantCookieOf(view.activityId)) ?? null;
	event.setHeaders({ 'cache-control': 'private, no-cache' });
	return { view, answer: await votes.ownAnswer(view, token) };
};

const oneYear = 365 * 24 * 60 * 60;

export const actions: Actions = {
	async vote(event) {
		const { house } = event.locals;
		const { activityId, question } = await viewOf(event);
		const form = await event.request.formData();
		const answer = questionType(question.type).answerFromForm(question.config, form);
		const { refused } = await orRefusedForm(cast(event, activityId, answer), answer);
		if (refused) return refused;
		redirect(303, `${event.url.pathname}#counted`);

		/** Who comes for the first time gets a token of their own with the ballot. */
		async function cast({ cookies, params }: Event, activity: string, said: unknown) {
			const name = participantCookieOf(activity);
			const token = await house.votes.join(params.slug, cookies.get(name) ?? null);
			await house.votes.cast(params.slug, token, said);
			cookies.set(name, token, {
				path: '/',
				httpOnly: true,
				sameSite: 'lax',
				secure: house.config.origin.startsWith('https:'),
				maxAge: oneYear
			});
		}
	}
};
