import type { PageServerLoad } from './$types';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { orErrorPage } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, actor } = locals;
	const session = await orErrorPage(readSession(db, actor, params.id));
	const { locales } = session.settings;
	const wanted = locales.find((locale) => locale === url.searchParams.get('in'));
	return { session, language: wanted ?? locales[0]! };
};
