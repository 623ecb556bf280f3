import { redirect, type RequestEvent } from '@sveltejs/kit';
import { typedText } from '#lib/core/activities/activity-form.ts';
import {
	documentationInputOf,
	photoInputOf,
	typedDocumentation,
	typedPhoto,
	type PhotoValues
} from '#lib/formats/events/documentation/documentation-form.ts';
import { minutesPdf } from '#lib/formats/events/documentation/minutes-pdf.server.ts';
import {
	addPhoto,
	demandPhoto,
	takeDownPhoto
} from '#lib/formats/events/documentation/photos.server.ts';
import { readDocumentation } from '#lib/formats/events/documentation/read-documentation.server.ts';
import { writeDocumentation } from '#lib/formats/events/documentation/write-documentation.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { readOperator } from '#lib/platform/operator.server.ts';
import { pictureSizesOf, type Pictures } from '#lib/platform/pictures/store.server.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { downloadResponse } from './download.ts';
import type { AtDoor } from './event-door.server.ts';
import { orErrorPage, orRefusedForm } from './refused.ts';

/** The page on which a date is documented, which hosts, invited hosts and staff reach through doors of their own. */
export async function documentationPage(
	{ locals: { db, house }, url }: RequestEvent,
	{ actor, page, ...on }: AtDoor
) {
	const view = await orErrorPage(readDocumentation(db, actor, on, house.clock()));
	return {
		view,
		photos: view.documentation.photos.map((photo) => ({
			...photo,
			pass: house.pictures.passOf(photo.id)
		})),
		page: `${page}/document`,
		done: url.searchParams.get('done')
	};
}

/** The forms of the page. @param who finds out who sends them, and about which date */
export function documentationActions<E extends RequestEvent>(who: (event: E) => Promise<AtDoor>) {
	const after = ({ page }: AtDoor, done: string): never =>
		redirect(303, localizeHref(`${page}/document?done=${done}`));
	return {
		write: async (event: E) => {
			const at = await who(event);
			const { refused: unread, done: form } = await orRefusedForm(readForm(event), {});
			if (unread) return unread;
			const { refused } = await writeByForm(event, at, form);
			return refused ?? after(at, 'saved');
		},
		photo: async (event: E) => {
			const at = await who(event);
			const nothing = { photo: typedPhoto(new FormData()), kept: null };
			const { refused: unread, done: form } = await orRefusedForm(readForm(event), nothing);
			if (unread) return unread;
			const refused = await addByForm(event, at, form);
			return refused ?? after(at, 'photo');
		},
		takeDown: async (event: E) => {
			const at = await who(event);
			const { actor, page: _page, ...on } = at;
			const id = typedText(await event.request.formData(), 'photo');
			const { refused } = await orRefusedForm(takeDownPhoto(event.locals.db, actor, on, id), {});
			return refused ?? after(at, 'gone');
		}
	};
}

/** @throws Refusal body_too_large (413), uploads_busy (503) */
async function readForm({ locals, request }: RequestEvent): Promise<FormData> {
	if (locals.bodyTooLarge)
		throw new Refusal('large', 'body_too_large', { photos: 'body_too_large' });
	const bytes = Number(request.headers.get('content-length') ?? 0);
	return locals.house.readUpload(bytes, () => request.formData());
}

function writeByForm({ locals }: RequestEvent, { actor, page: _, ...on }: AtDoor, form: FormData) {
	const write = typedDocumentation(form);
	const ref = { ...on, seen: seenVersion(typedText(form, 'seen')) };
	const input = documentationInputOf(write);
	return orRefusedForm(writeDocumentation(locals.db, actor, ref, input, locals.house.clock()), {
		write
	});
}

/** A photo that may be shown and was taken once stays with the form, whatever else has to be corrected. */
async function addByForm(
	{ locals: { db, house } }: RequestEvent,
	{ actor, page: _, ...on }: AtDoor,
	form: FormData
) {
	const owner = `documentation ${on.dateId}`;
	let photo: PhotoValues = typedPhoto(form);
	const { refused: notWanted } = await orRefusedForm(
		demandPhoto(db, actor, on, photoInputOf(photo), house.clock()),
		{ photo, kept: await keptOf(db, house.pictures, photo.ticket, owner) }
	);
	if (notWanted) return notWanted;
	const { done: ticket, refused: notTaken } = await orRefusedForm(
		ticketOf(house.pictures, form, owner),
		{ photo, kept: null }
	);
	if (notTaken) return notTaken;
	photo = { ...photo, ticket: ticket ?? '' };
	const kept = await keptOf(db, house.pictures, photo.ticket, owner);
	const given = { ...photoInputOf(photo), pictureId: kept?.id ?? null };
	const { refused } = await orRefusedForm(addPhoto(db, actor, on, given, house.clock()), {
		photo,
		kept
	});
	return refused;
}

async function keptOf(db: Db, pictures: Pictures, ticket: string, owner: string) {
	const id = pictures.idOf(ticket, owner);
	const size = id ? (await pictureSizesOf(db, [id])).get(id) : undefined;
	return id && size ? { id, ...size, pass: pictures.passOf(id) } : null;
}

/** Of the file that was chosen, or of one chosen before; a browser sends an empty file where nothing was. */
async function ticketOf(pictures: Pictures, form: FormData, owner: string): Promise<string> {
	const file = form.get('photo');
	if (!(file instanceof File) || file.size === 0) return typedText(form, 'ticket');
	return pictures.take(new Uint8Array(await file.arrayBuffer()), owner);
}

/** What host and office have written, to print. */
export async function minutesFile(
	{ locals: { db, house, locale } }: RequestEvent,
	{ actor, page: _, ...on }: AtDoor
): Promise<Response> {
	const view = await orErrorPage(readDocumentation(db, actor, on, house.clock()));
	const { event, date, documentation } = view;
	const { slug, number, title, locales } = event;
	const minutes = { slug, number, title, startsAt: date.startsAt, language: locales[0]! };
	const author = (await readOperator(house.config.dataDir))?.name ?? 'Palaver';
	return downloadResponse(await minutesPdf({ ...minutes, ...documentation }, { locale, author }));
}
