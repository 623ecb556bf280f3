import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { placesToKeep } from '#lib/core/places/admin.server.ts';
import {
	importBoundaries,
	importPlaces,
	previewBoundaries,
	previewPlaces,
	type BoundariesPreview,
	type PlacesPreview,
	type Problems
} from '#lib/core/places/import.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

type Import = {
	preview(db: Db, actor: Actor, file: string): Promise<Preview | Problems>;
	keep(db: Db, actor: Actor, file: string, fingerprint: string): Promise<Preview | Problems>;
};
type Preview = PlacesPreview | BoundariesPreview;

const kinds: Record<'places' | 'boundaries', Import> = {
	places: { preview: previewPlaces, keep: importPlaces },
	boundaries: { preview: previewBoundaries, keep: importBoundaries }
};
const kindOf = ({ url }: RequestEvent) =>
	url.searchParams.get('kind') === 'boundaries' ? 'boundaries' : 'places';

export const load: PageServerLoad = async (event) => {
	await orErrorPage(placesToKeep(event.locals.db, event.locals.actor));
	return { kind: kindOf(event) } as const;
};

/** The file travels back with its preview, so that the confirmation needs nothing kept in between. */
async function preview(event: RequestEvent, file: string, meanwhile = false) {
	const { db, actor } = event.locals;
	const { done, refused } = await orRefusedForm(
		kinds[kindOf(event)].preview(db, actor, file),
		null
	);
	if (refused) return refused;
	if ('problems' in done) return fail(422, { problems: done.problems });
	return { preview: done, file, meanwhile };
}

export const actions: Actions = {
	preview: async (event) => {
		const upload = (await event.request.formData()).get('file');
		if (!(upload instanceof File) || upload.size === 0) return fail(422, { fileMissing: true });
		return preview(event, await upload.text());
	},
	confirm: async (event) => {
		const { db, actor } = event.locals;
		const data = await event.request.formData();
		const [file, fingerprint] = [String(data.get('file')), String(data.get('fingerprint'))];
		const { done, refused } = await orRefusedForm(
			kinds[kindOf(event)].keep(db, actor, file, fingerprint),
			null
		);
		if (refused?.data.reason === 'changed_since_preview') return preview(event, file, true);
		if (refused) return refused;
		if ('problems' in done) return fail(422, { problems: done.problems });
		redirect(303, localizeHref(`/admin/places?imported=${done.changes.length}`));
	}
};
