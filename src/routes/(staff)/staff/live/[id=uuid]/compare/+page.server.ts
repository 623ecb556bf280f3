import type { PageServerLoad } from './$types';
import { compareRounds } from '#lib/formats/live/compare/rounds.server.ts';
import { orErrorPage } from '../../../../../refused.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor, locale, house } = locals;
	const { smallCellK } = house.config;
	return {
		...(await orErrorPage(compareRounds(db, actor, params.id, { locale, smallCellK }))),
		smallCellK
	};
};
