import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { chooseIdea, takeBackChoice } from '#lib/formats/ideas/talk/choose-ideas.server.ts';
import { choosingPage } from '#lib/formats/ideas/talk/choosing-page.server.ts';
import { textOf } from '../../../../form-text.ts';
import { pageNumber } from '../../../../page-number.ts';
import { orRefusedForm } from '../../../../refused.ts';
import { visitorOf } from '../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { means, map, holder } = await visitorOf(event);
	const { url } = event;
	const asker = { token: holder.token, now: means.clock(), page: pageNumber(url) };
	const choosing = await choosingPage(means.db, map, asker, url.searchParams);
	if (!choosing) error(404, { message: 'missing' });
	event.setHeaders({ 'cache-control': 'private, no-cache' });
	return { ...choosing, map: { ...map, area: null, allowed: [...map.allowed] } };
};

/** What was searched for stays, and the page goes back to where the button was. */
const act =
	(work: (event: RequestEvent<{ slug: string }>, number: number) => Promise<void>) =>
	async (event: RequestEvent<{ slug: string }>) => {
		const form = await event.request.formData();
		const number = Number(textOf(form, 'number'));
		const { refused } = await orRefusedForm(
			work(event, Number.isSafeInteger(number) ? number : 0),
			{ number }
		);
		if (refused) return refused;
		const kept = new URLSearchParams({ q: textOf(form, 'q'), page: textOf(form, 'page') });
		redirect(303, `${event.url.pathname}?${kept}#choosing`);
	};

export const actions: Actions = {
	choose: act(async (event, number) => {
		const { means, map, holder } = await visitorOf(event);
		await chooseIdea(means.db, map, holder, number);
	}),
	takeBack: act(async (event, number) => {
		const { means, map, holder } = await visitorOf(event);
		await takeBackChoice(means.db, map, holder.token, number);
	})
};
