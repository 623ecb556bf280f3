import { readOperator } from '#lib/platform/operator.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { house } }) => ({
	operator: await readOperator(house.config.dataDir),
	hasAddressSearch: house.geocoder !== null
});
