import { organisationKey } from '../../../core/people/organisations/name-key.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';

/**
 * Organisations of the register by the names that were typed, however they are written: an event is theirs also where
 * nobody chose them from the list, so that nobody of theirs publishes it alone. Names are unique in the register.
 */
export async function organisationsNamed(
	db: Db | Trx,
	names: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	const keys = new Map(names.map((name) => [name, organisationKey(name)]));
	if (keys.size === 0) return new Map();
	const rows = await db
		.selectFrom('organisations')
		.select(['id', 'nameKey'])
		.where('nameKey', 'in', [...new Set(keys.values())])
		.where('archivedAt', 'is', null)
		.execute();
	const ids = new Map(rows.map(({ id, nameKey }) => [nameKey, id]));
	return new Map([...keys].flatMap(([name, key]) => (ids.has(key) ? [[name, ids.get(key)!]] : [])));
}
