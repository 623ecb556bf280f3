import type pg from 'pg';

/** A table of the app with the columns that are written (generated ones compute themselves) and its primary key. */
export type Table = {
	name: string;
	columns: string[];
	key: string[];
	/** Holds files, which are stored `external`: a row may have 20 MB as text. */
	files: boolean;
};

/** How many rows of a table may stand in memory, whichever they are: at most about 160 MB. */
export const rowsAtOnce = ({ files }: Pick<Table, 'files'>): number => (files ? 8 : 1000);

/** All tables but those in which the migrator keeps its own state. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
	const { rows } = await client.query<Table>(`
		select c.relname as name,
			array_agg(a.attname::text order by a.attname) filter (where a.attgenerated = '') as columns,
			coalesce((
				select array_agg(k.attname::text order by array_position(p.conkey, k.attnum))
				from pg_constraint p join pg_attribute k on k.attrelid = p.conrelid and k.attnum = any (p.conkey)
				where p.conrelid = c.oid and p.contype = 'p'
			), '{}') as key,
			bool_or(a.attstorage = 'e') as files
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
			and not c.relispartition and c.relname not like 'kysely_%'
		group by c.oid, c.relname order by c.relname`);
	return rows;
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export const quotedList = (names: readonly string[]) => names.map(quoted).join(', ');
