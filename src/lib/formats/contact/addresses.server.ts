import type { Db } from '../../platform/db/database.server.ts';

/** The slugs of contact points, by activity id. */
export async function addressesOf(
	db: Db,
	activityIds: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	if (activityIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('contactPoints')
		.select(['activityId', 'slug'])
		.where('activityId', 'in', activityIds)
		.execute();
	return new Map(rows.map(({ activityId, slug }) => [activityId, slug]));
}
