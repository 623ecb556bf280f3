import { placesToKeep } from '#lib/core/places/admin.server.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor }, url }) => ({
	places: await orErrorPage(placesToKeep(db, actor)),
	imported: Number(url.searchParams.get('imported')) || 0
});
