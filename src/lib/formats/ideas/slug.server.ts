import { firstFreeSlug, slugOf } from '../../core/activities/slug.ts';
import type { Db } from '../../platform/db/database.server.ts';

/** The address that a map with this title gets: the first one that no map has. */
export async function freeSlug(db: Db, title: string): Promise<string> {
	const wanted = slugOf(title, 'ideen');
	const rows = await db
		.selectFrom('ideaMaps')
		.select('slug')
		.where('slug', 'like', `${wanted}%`)
		.execute();
	return firstFreeSlug(wanted, new Set(rows.map(({ slug }) => slug)));
}
