import type { Db } from '../../platform/db/database.server.ts';

/** The join codes of those sessions whose code is still valid, by activity id. */
export async function addressesOf(
	db: Db,
	activityIds: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	if (activityIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('liveSessions')
		.select(['activityId', 'code'])
		.where('activityId', 'in', activityIds)
		.where('codeExpiredAt', 'is', null)
		.execute();
	return new Map(rows.map(({ activityId, code }) => [activityId, code]));
}
