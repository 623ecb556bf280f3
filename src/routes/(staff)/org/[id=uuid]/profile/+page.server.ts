import { redirect, type Actions } from '@sveltejs/kit';
import { organisationFromInside } from '#lib/core/people/organisations/own.server.ts';
import { writeProfile } from '#lib/core/people/organisations/profile.server.ts';
import { allPlaces } from '#lib/core/places/reads.server.ts';
import { locales, localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, db, actor }, params }) => ({
	organisation: await orErrorPage(organisationFromInside(house, actor, params.id)),
	allPlaces: (await allPlaces(db)).map(({ id, name, kind }) => ({ id, name, kind }))
});

export const actions: Actions = {
	default: async ({ request, params, locals: { house, actor } }) => {
		const data = await request.formData();
		const typed = {
			website: textOf(data, 'website'),
			email: textOf(data, 'email'),
			phone: textOf(data, 'phone'),
			places: data.getAll('places').map(String),
			text: Object.fromEntries(locales.map((locale) => [locale, textOf(data, `text.${locale}`)]))
		};
		const id = params['id']!;
		const expected = Number(textOf(data, 'version'));
		const { refused } = await orRefusedForm(writeProfile(house, actor, id, typed, expected), typed);
		if (refused) return refused;
		redirect(303, `${localizeHref(`/org/${id}`)}?done=changed`);
	}
};
