import type { Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { ActivityInput } from './schema.ts';

/**
 * Who brings an activity, as the row keeps it.
 * @param of the activity that is changed; null: a new one
 * @throws Refusal organisation_unknown (422), also for an archived one, unless the activity had it before
 */
export async function organisationOf(
	trx: Trx,
	{ organisationId }: Pick<ActivityInput, 'organisationId'>,
	of: string | null
): Promise<string | null> {
	if (!organisationId) return null;
	const found = await trx
		.selectFrom('organisations')
		.select('id')
		.where('id', '=', organisationId)
		.where(({ or, eb, selectFrom }) =>
			or([
				eb('archivedAt', 'is', null),
				eb('id', '=', selectFrom('activities').select('organisationId').where('id', '=', of))
			])
		)
		.executeTakeFirst();
	if (found) return found.id;
	throw new Refusal('invalid', 'organisation_unknown', { organisationId: 'organisation_unknown' });
}
