import { listPeople } from '#lib/core/people/accounts/person.server.ts';
import { pageNumber } from '../../../page-number.ts';
import { orErrorPage } from '../../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house, actor }, url }) => {
	const search = url.searchParams.get('search') ?? '';
	const page = pageNumber(url);
	return { search, page, ...(await orErrorPage(listPeople(house, actor, { search, page }))) };
};
