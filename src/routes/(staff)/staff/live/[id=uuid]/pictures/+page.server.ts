import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { typedAlt } from '#lib/formats/live/pictures/alt.ts';
import { shownPictures } from '#lib/formats/live/pictures/in-questions.server.ts';
import {
	addPicture,
	describePicture,
	mostSessionPictures,
	removePicture
} from '#lib/formats/live/pictures/session-pictures.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { picturesOf } from '#lib/core/activities/pictures.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const session = await orErrorPage(readSession(db, actor, params.id));
	const shown = await shownPictures(db, params.id);
	const pictures = await picturesOf(db, params.id);
	return {
		session,
		pictures: pictures.map((picture) => ({ ...picture, isShown: shown.has(picture.id) })),
		most: mostSessionPictures
	};
};

export const actions: Actions = {
	async add(event) {
		const { db, actor, house } = event.locals;
		const locales = await languagesOf(event);
		const { done: form, refused: unread } = await orRefusedForm(readForm(event), typedOf('', {}));
		if (unread) return unread;
		const alt = typedAlt(form, locales);
		const file = form.get('picture');
		const bytes = new Uint8Array(file instanceof File ? await file.arrayBuffer() : []);
		return answered(
			event,
			addPicture(db, house.pictures, actor, event.params.id, { bytes, alt }),
			typedOf('', alt)
		);
	},
	async describe(event) {
		const { db, actor } = event.locals;
		const form = await event.request.formData();
		const picture = String(form.get('id'));
		const alt = typedAlt(form, await languagesOf(event));
		const describing = describePicture(db, actor, event.params.id, picture, alt);
		return answered(event, describing, typedOf(picture, alt));
	},
	async remove(event) {
		const { db, actor } = event.locals;
		const picture = String((await event.request.formData()).get('id'));
		const removing = removePicture(db, actor, event.params.id, picture);
		return answered(event, removing, typedOf(picture, null));
	}
};

type Event = RequestEvent<{ id: string }>;

/** What was typed, and at which picture; of a new one the id is empty. */
const typedOf = (picture: string, alt: Readonly<Record<string, string>> | null) => ({
	picture,
	alt
});

async function languagesOf({ locals: { db, actor }, params }: Event) {
	const { settings } = await orErrorPage(readSession(db, actor, params.id));
	return settings.locales;
}

/** @throws Refusal body_too_large (413), uploads_busy (503) */
async function readForm({ locals, request }: Event): Promise<FormData> {
	if (locals.bodyTooLarge) throw new Refusal('large', 'body_too_large');
	const bytes = Number(request.headers.get('content-length') ?? 0);
	return locals.house.readUpload(bytes, () => request.formData());
}

async function answered<Typed>({ params }: Event, work: Promise<unknown>, typed: Typed) {
	const { refused } = await orRefusedForm(work, typed);
	if (refused) return refused;
	redirect(303, localizeHref(`/staff/live/${params.id}/pictures`));
}
