import type { Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { ActivityInput } from './schema.ts';

/** Who brings an activity, as the row keeps it. @throws Refusal organisation_unknown (422), also for an archived one */
export async function organisationOf(
	trx: Trx,
	{ organisationId }: Pick<ActivityInput, 'organisationId'>
): Promise<string | null> {
	if (!organisationId) return null;
	const found = await trx
		.selectFrom('organisations')
		.select('id')
		.where('id', '=', organisationId)
		.where('archivedAt', 'is', null)
		.executeTakeFirst();
	if (found) return found.id;
	throw new Refusal('invalid', 'organisation_unknown', { organisationId: 'organisation_unknown' });
}
