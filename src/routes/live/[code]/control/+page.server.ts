import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { conduct } from '#lib/formats/live/conduct.server.ts';
import { readControl } from '#lib/formats/live/control/read-control.server.ts';
import { shareControl, withdrawControl } from '#lib/formats/live/control-links.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { commandInput } from '#lib/formats/live/schema.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { setLocked } from '#lib/formats/live/moderation/change-talk.server.ts';
import { noLanguage } from './entries-by-language.ts';
import { writtenLanguage } from '#lib/questions/entry-language.ts';
import { isUuid } from '#lib/platform/db/uuid.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../refused.ts';
import { shownOrigin } from '../../../shown-origin.ts';
import { circumstances, keepKey, whoRuns } from './door.server.ts';

export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const key = url.searchParams.get('key');
	if (key !== null) keepKey(event, key);
	const { activityId, actor } = await whoRuns(event);
	const control = await orErrorPage(
		readControl(locals.db, actor, activityId, { ...circumstances(event), locale: locals.locale })
	);
	const path = (rest: string) => `${shownOrigin(event)}${localizeHref(rest)}`;
	return {
		control,
		language: chosenLanguage(url),
		now: Date.now(),
		joinUrl: `${shownOrigin(event)}/j/${params.code}`,
		stage: path(`/live/${params.code}/stage`)
	};
};

/** One link, or all; what is no link withdraws nothing. */
function chosenLink(given: FormDataEntryValue | null): string | null {
	if (given === 'all') return null;
	if (typeof given !== 'string' || !isUuid(given)) error(422, { message: 'link_unknown' });
	return given;
}

/** Whose entries the moderator looks at; null: all. */
function chosenLanguage(url: URL): string | null {
	const asked = url.searchParams.get('language');
	return asked === noLanguage ? asked : (writtenLanguage(asked) ?? null);
}

export const actions: Actions = {
	async command(event) {
		const sent = Object.fromEntries(await event.request.formData());
		const input = commandInput.safeParse({ ...sent, confirmed: sent['confirmed'] === 'yes' });
		if (!input.success) return fail(422, { reason: 'command_unknown', fields: {}, typed: sent });
		const { activityId, actor } = await whoRuns(event);
		const { locals } = event;
		const { refused } = await orRefusedForm(
			conduct(locals.db, actor, activityId, input.data, circumstances(event)),
			input.data
		);
		if (refused) return refused;
		redirect(303, event.url.pathname);
	},
	async entry(event) {
		const form = await event.request.formData();
		const entry = {
			round: String(form.get('round')),
			keys: form.getAll('key').map(String),
			hidden: form.get('hidden') === 'yes'
		};
		const { activityId, actor } = await whoRuns(event);
		const { refused } = await orRefusedForm(
			setEntryHidden(event.locals.db, actor, activityId, entry),
			null
		);
		if (refused) return refused;
		const language = chosenLanguage(event.url);
		redirect(303, `${event.url.pathname}${language ? `?language=${language}#entries` : ''}`);
	},
	async veil(event) {
		const veiled = (await event.request.formData()).get('veiled') === 'yes';
		const { activityId, actor } = await whoRuns(event);
		const { refused } = await orRefusedForm(
			setVeiled(event.locals.db, actor, activityId, veiled),
			null
		);
		if (refused) return refused;
		redirect(303, event.url.pathname);
	},
	async lock(event) {
		const locked = (await event.request.formData()).get('locked') === 'yes';
		const { activityId, actor } = await whoRuns(event);
		const { refused } = await orRefusedForm(
			setLocked(event.locals.db, actor, activityId, locked),
			null
		);
		if (refused) return refused;
		redirect(303, event.url.pathname);
	},
	async share(event) {
		const { activityId, actor } = await whoRuns(event);
		const { house, db } = event.locals;
		const { done, refused } = await orRefusedForm(
			shareControl(db, actor, activityId, house.clock()),
			null
		);
		if (!done) return refused;
		const path = localizeHref(`/live/${event.params.code}/control`);
		return { shared: `${shownOrigin(event)}${path}?key=${done.key}` };
	},
	async lend(event) {
		const { activityId, actor } = await whoRuns(event);
		const { house, db } = event.locals;
		const { done, refused } = await orRefusedForm(
			shareControl(db, actor, activityId, house.clock(), 'tablet'),
			null
		);
		if (!done) return refused;
		const path = localizeHref(`/live/${event.params.code}/tablet`);
		return { lent: `${shownOrigin(event)}${path}?key=${done.key}` };
	},
	async withdraw(event) {
		const link = (await event.request.formData()).get('link');
		const { activityId, actor } = await whoRuns(event);
		const { house, db } = event.locals;
		const { refused } = await orRefusedForm(
			withdrawControl(db, actor, activityId, chosenLink(link), house.clock()),
			null
		);
		if (refused) return refused;
		redirect(303, event.url.pathname);
	}
};
