import { demandAdministration } from '#lib/core/people/accounts/person.server.ts';
import { orErrorPage } from '../../refused.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { actor } }) => {
	await orErrorPage(demandAdministration(actor));
};
