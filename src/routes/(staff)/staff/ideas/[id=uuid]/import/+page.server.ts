import { redirect } from '@sveltejs/kit';
import { importsOf } from '#lib/formats/ideas/import/imports.server.ts';
import { largestFile, startImport } from '#lib/formats/ideas/import/start-import.server.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import { receiveFile } from '#lib/platform/files/upload.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params }) => {
	const imports = await orErrorPage(importsOf(db, actor, params.id, house.clock()));
	const { title } = await mapOf(db, params.id, house.clock());
	return { imports, title };
};

export const actions: Actions = {
	upload: async ({ locals: { db, actor }, params, request }) => {
		const { done, refused } = await orRefusedForm(
			startImport(db, actor, params.id, () => receiveFile(request, largestFile)),
			null
		);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/ideas/${params.id}/import/${done.importId}`));
	}
};
