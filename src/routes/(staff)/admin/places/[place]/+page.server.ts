import { redirect, type RequestEvent } from '@sveltejs/kit';
import { placeToKeep } from '#lib/core/places/admin.server.ts';
import { changePlace, removeBoundary } from '#lib/core/places/writes.server.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, params, url }) => ({
	...(await orErrorPage(placeToKeep(db, actor, params.place))),
	done: url.searchParams.get('done')
});

export const actions: Actions = {
	save: async (event) => {
		const { locals, params, request } = event;
		const data = await request.formData();
		const text = (name: string) => String(data.get(name) ?? '');
		const typed = {
			name: text('name'),
			lat: text('lat'),
			lng: text('lng'),
			position: text('position')
		};
		const { refused } = await orRefusedForm(
			changePlace(locals.db, locals.actor, params.place, typed),
			typed
		);
		return refused ?? told(event, 'saved');
	},
	removeBoundary: async (event) => {
		const { locals, params } = event;
		await orErrorPage(removeBoundary(locals.db, locals.actor, params.place));
		return told(event, 'removed');
	}
};

const told = ({ url }: RequestEvent, done: string): never =>
	redirect(303, `${url.pathname}?done=${done}`);
