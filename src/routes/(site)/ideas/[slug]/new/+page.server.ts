import { fail, type RequestEvent } from '@sveltejs/kit';
import {
	openContribution,
	pressContribution,
	unreadContribution
} from '#lib/formats/ideas/contribute/contribute.server.ts';
import type { ContributeDoor } from '#lib/formats/ideas/contribute/door.ts';
import { publicMap } from '#lib/formats/ideas/map.server.ts';
import { permissionsPolicy } from '#lib/platform/http/security-headers.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { deriveKey } from '#lib/platform/secrets.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import { shownOrigin } from '../../../../shown-origin.ts';
import { tokenHolder } from '../door.server.ts';
import type { Actions, PageServerLoad } from './$types';

async function door(event: RequestEvent<{ slug: string }>): Promise<ContributeDoor> {
	const { locals, cookies, params } = event;
	const { house, db, locale } = locals;
	const now = house.clock();
	const map = await orErrorPage(publicMap(db, params.slug, now));
	return {
		db,
		map,
		holder: tokenHolder(cookies, map.activityId, house.config),
		pictures: house.pictures,
		geocoder: house.geocoder,
		formKey: deriveKey(house.config.appSecret, 'idea forms'),
		config: house.config,
		origin: shownOrigin(event),
		locale,
		now
	};
}

export const load: PageServerLoad = async (event) => {
	// Dictation, where the phone itself understands speech.
	event.setHeaders({ 'permissions-policy': permissionsPolicy('microphone') });
	const opened = await door(event);
	const { allowed: _, ...map } = opened.map;
	const query = event.url.searchParams;
	const [place, lat, lng] = ['place', 'lat', 'lng'].map((name) => query.get(name) ?? '');
	const start = lat && lng ? { where: 'pin', lat, lng } : place ? { where: `place:${place}` } : {};
	return {
		map,
		view: await openContribution(opened, start),
		hasAddressSearch: opened.geocoder !== null,
		path: event.url.pathname,
		locale: event.locals.locale
	};
};

export const actions: Actions = {
	default: async (event) => {
		const opened = await door(event);
		const { done: data, refused } = await orRefusedForm(readForm(event), null);
		if (refused) {
			const { status, data: why } = refused;
			event.setHeaders({ 'retry-after': '30' });
			return fail(status, { view: await unreadContribution(opened, why.reason) });
		}
		const { status, view } = await pressContribution(opened, data);
		if (status === 429 || status === 503) event.setHeaders({ 'retry-after': '5' });
		return status === 200 ? { view } : fail(status, { view });
	}
};

/** @throws Refusal body_too_large (413), uploads_busy (503) */
async function readForm({ locals, request }: RequestEvent): Promise<FormData> {
	if (locals.bodyTooLarge) throw new Refusal('large', 'body_too_large');
	const bytes = Number(request.headers.get('content-length') ?? 0);
	return locals.house.readUpload(bytes, () => request.formData());
}
