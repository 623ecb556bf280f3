import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table idea_imports (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references idea_maps (activity_id) on delete cascade,
			file_name text not null,
			format text check (format in ('csv', 'geojson')),
			encoding text,
			delimiter text,
			-- [{"name": "Titel", "samples": ["Mehr Bänke"]}]
			columns jsonb not null default '[]',
			mapping jsonb,
			state text not null check (state in
				('reading', 'mapping', 'checking', 'checked', 'importing', 'done', 'undone', 'failed', 'cancelled')),
			-- of the present step: bytes while reading, rows after that
			total bigint not null default 0,
			done bigint not null default 0,
			good integer not null default 0,
			bad integer not null default 0,
			-- rows whose idea is on the map already
			known integer not null default 0,
			added integer not null default 0,
			-- why it failed: {"code": "quote_open", "line": 17}
			trouble jsonb,
			-- the process that works at it says every few seconds that it still does
			heartbeat_at timestamptz not null default now(),
			created_by uuid references accounts (id) on delete set null,
			created_at timestamptz not null default now(),
			ended_at timestamptz
		)`.execute(db);
	await sql`create index idea_imports_activity on idea_imports (activity_id, created_at desc)`.execute(
		db
	);
	await sql`
		create table idea_import_rows (
			import_id uuid not null references idea_imports (id) on delete cascade,
			-- counted from 1, without the header
			row integer not null,
			-- in the file, where it begins
			line integer not null,
			cells jsonb not null,
			-- what becomes of it, once checked: one of the two
			idea jsonb,
			problems jsonb,
			client_key uuid,
			check (num_nonnulls(idea, problems) <= 1),
			check ((idea is null) = (client_key is null)),
			primary key (import_id, row)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table idea_import_rows, idea_imports`.execute(db);
}
