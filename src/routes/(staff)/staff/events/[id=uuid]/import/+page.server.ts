import { redirect } from '@sveltejs/kit';
import { importsOf } from '#lib/formats/events/bring-in/imports.server.ts';
import { largestFile, stageImport } from '#lib/formats/events/bring-in/stage-import.server.ts';
import { receiveFile } from '#lib/platform/files/upload.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, house }, params }) => ({
	...(await orErrorPage(importsOf(db, actor, params.id, house.clock()))),
	clientKey: crypto.randomUUID()
});

export const actions: Actions = {
	upload: async ({ locals: { db, actor, house }, params, request, url }) => {
		const sent = {
			clientKey: url.searchParams.get('key') ?? '',
			receive: () => receiveFile(request, largestFile)
		};
		const { done, refused } = await orRefusedForm(
			stageImport(db, actor, params.id, sent, house.clock()),
			null
		);
		if (refused) return refused;
		redirect(303, localizeHref(`/staff/events/${params.id}/import/${done}`));
	}
};
