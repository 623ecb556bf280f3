import type pg from 'pg';

/** A table of the app with the columns that are written (generated ones compute themselves). */
export type Table = { name: string; columns: string[] };

/** All tables but those in which the migrator keeps its own state. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
	const { rows } = await client.query<Table>(`
		select c.relname as name,
			array_agg(a.attname::text order by a.attname) filter (where a.attgenerated = '') as columns
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
			and not c.relispartition and c.relname not like 'kysely_%'
		group by c.relname order by c.relname`);
	return rows;
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export const quotedList = (names: readonly string[]) => names.map(quoted).join(', ');
