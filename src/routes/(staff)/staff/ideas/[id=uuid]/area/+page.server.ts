import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readAreaFile } from '#lib/core/places/area-file.ts';
import { pointsText, readPoints } from '#lib/core/places/area-points.ts';
import type { Boundary } from '#lib/core/places/boundary.ts';
import { pictureOf } from '#lib/core/places/picture.ts';
import { ideasOutside, readArea, setArea } from '#lib/formats/ideas/area.server.ts';
import { frameToDraw } from '#lib/formats/ideas/map-frame.server.ts';
import { readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';

type Event = RequestEvent<{ id: string }>;
const areaOf = ({ locals, params }: Event) => readArea(locals.db, locals.actor, params.id);

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, house } = locals;
	const map = await orErrorPage(readMap(db, actor, params.id, house.clock()));
	const area = await orErrorPage(readArea(db, actor, params.id));
	const shown = area.own ?? area.ofPlace;
	return {
		frame: await frameToDraw(db, params.id, house, area.own !== null),
		map,
		own: area.own !== null,
		placeHasOutline: area.ofPlace !== null,
		picture: pictureOf(shown, []),
		points: area.own && pointsText(area.own)
	};
};

/** What it would look like and leave outside, before it counts. The area travels back with its preview. */
async function preview(event: Event, area: Boundary | null, ofPlace: Boundary | null) {
	return {
		preview: {
			area: JSON.stringify(area),
			picture: pictureOf(area ?? ofPlace, []),
			outside: await ideasOutside(event.locals.db, event.params.id, area ?? ofPlace)
		}
	};
}

export const actions: Actions = {
	async place(event) {
		const { ofPlace } = await orErrorPage(areaOf(event));
		return preview(event, null, ofPlace);
	},
	async upload(event) {
		const { near } = await orErrorPage(areaOf(event));
		const file = (await event.request.formData()).get('file');
		if (!(file instanceof File) || file.size === 0) return fail(422, { fileMissing: true });
		const read = readAreaFile(await file.text(), near);
		return 'problems' in read ? fail(422, read) : preview(event, read.area, null);
	},
	async points(event) {
		const { near } = await orErrorPage(areaOf(event));
		const typed = textOf(await event.request.formData(), 'points');
		const read = readPoints(typed, near);
		if ('problem' in read) return fail(422, { points: typed, pointsProblem: read.problem });
		return { points: typed, ...(await preview(event, read.area, null)) };
	},
	async confirm(event) {
		const form = await event.request.formData();
		const { near } = await orErrorPage(areaOf(event));
		const sent = textOf(form, 'area');
		const read = sent === 'null' ? { area: null } : readAreaFile(sent, near);
		if ('problems' in read) return fail(422, read);
		const agreed = Number(textOf(form, 'outside'));
		const { db, actor } = event.locals;
		const { refused } = await orRefusedForm(
			setArea(db, actor, event.params.id, read.area, agreed),
			null
		);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/ideas/${event.params.id}`));
	}
};
