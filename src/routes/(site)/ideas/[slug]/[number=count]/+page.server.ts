import { redirect, type RequestEvent } from '@sveltejs/kit';
import { openedAt } from '#lib/formats/ideas/talk/brakes.server.ts';
import {
	commentByForm,
	followByForm,
	openedBefore,
	typedComment
} from '#lib/formats/ideas/talk/forms.server.ts';
import { ideaPage } from '#lib/formats/ideas/talk/idea-page.server.ts';
import { supportIdea, takeBackSupport } from '#lib/formats/ideas/support-idea.server.ts';
import {
	withdrawCityComment,
	withdrawComment
} from '#lib/formats/ideas/talk/write-comment.server.ts';
import { textOf } from '../../../../form-text.ts';
import { pageNumber } from '../../../../page-number.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import { shownOrigin } from '../../../../shown-origin.ts';
import { visitorOf } from '../door.server.ts';
import { uuidIn } from '../../uuid-in.ts';
import { statusOf } from './status-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, url, setHeaders } = event;
	const { means, map, actor, holder } = await visitorOf(event);
	const now = means.clock();
	const comment = uuidIn(url, 'comment');
	const asker = {
		token: holder.token,
		actor,
		page: pageNumber(url),
		commentId: comment,
		now,
		pictures: locals.house.pictures
	};
	const page = await orErrorPage(ideaPage(locals.db, map, Number(params.number), asker));
	locals.pageStatus = statusOf(page);
	setHeaders({ 'cache-control': 'private, no-cache' });
	return {
		page,
		map: { ...map, area: null, allowed: [...map.allowed] },
		address: shownOrigin(event) + url.pathname,
		opened: openedAt(means.config.appSecret, now),
		newKey: crypto.randomUUID(),
		replyTo: uuidIn(url, 'reply') ?? '',
		done: url.searchParams.get('done') ?? ''
	};
};

type Event = RequestEvent<{ slug: string; number: string }>;

/** Does it for the visitor, then shows the page anew (Post/Redirect/Get), or again with what was typed. */
const act =
	<Typed>(
		name: string,
		work: (event: Event, form: FormData) => Promise<string>,
		typedIn: (form: FormData) => Typed
	) =>
	async (event: Event) => {
		const form = await event.request.formData();
		const { done, refused } = await orRefusedForm(work(event, form), {
			form: name,
			opened: openedBefore(event.locals.house, form),
			...typedIn(form)
		});
		if (done === null) return refused;
		redirect(303, event.url.pathname + done);
	};

export const actions: Actions = {
	support: act(
		'support',
		async (event) => {
			const { means, map, holder } = await visitorOf(event);
			await supportIdea(means.db, map, holder, Number(event.params.number), means.clock());
			return '#support';
		},
		() => ({})
	),
	unsupport: act(
		'support',
		async (event) => {
			const { means, map, holder } = await visitorOf(event);
			await takeBackSupport(means.db, map, holder.token, Number(event.params.number));
			return '#support';
		},
		() => ({})
	),
	comment: act(
		'comment',
		async (event, form) => {
			const visitor = await visitorOf(event);
			const { commentId, isPublic } = await commentByForm(
				visitor,
				Number(event.params.number),
				form
			);
			return `?comment=${commentId}&done=${isPublic ? 'comment' : 'waiting'}#comments`;
		},
		typedComment
	),
	withdraw: act(
		'comments',
		async (event, form) => {
			const { means, map, actor, holder } = await visitorOf(event);
			const id = textOf(form, 'comment');
			if (textOf(form, 'city')) await withdrawCityComment(means.db, actor, map, id);
			else await withdrawComment(means.db, map, holder.token, id, means.clock());
			return '?done=withdrawn#comments';
		},
		() => ({})
	),
	follow: act(
		'follow',
		async (event, form) => {
			await followByForm(await visitorOf(event), Number(event.params.number), form);
			return '?done=follow#follow';
		},
		(form) => ({ email: textOf(form, 'email') })
	)
};
