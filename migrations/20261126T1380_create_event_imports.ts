import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table event_imports (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references event_series (activity_id) on delete cascade,
			-- made by the form: a file that is sent twice is one import
			client_key uuid not null,
			file_name text not null,
			format text not null check (format in ('ical', 'csv')),
			encoding text not null,
			-- headers of columns that mean nothing here
			unused text[] not null default '{}',
			state text not null default 'checked' check (state in ('checked', 'importing', 'done', 'undone', 'cancelled')),
			-- how it is taken: at once for everybody, or to be reviewed
			publish boolean not null default false,
			-- host of what names none
			host_name text check (char_length(host_name) between 1 and 200),
			total integer not null check (total >= 0),
			done integer not null default 0 check (done >= 0),
			added integer not null default 0 check (added >= 0),
			changed integer not null default 0 check (changed >= 0),
			-- the work at it ended with a fault of ours
			failed boolean not null default false,
			-- the process that works at it says every few seconds that it still does
			heartbeat_at timestamptz not null default now(),
			created_by uuid references accounts (id) on delete set null,
			created_at timestamptz not null default now(),
			ended_at timestamptz,
			unique (activity_id, client_key)
		)`.execute(db);
	await sql`create index event_imports_activity on event_imports (activity_id, created_at desc)`.execute(
		db
	);
	await sql`
		create table event_import_rows (
			import_id uuid not null references event_imports (id) on delete cascade,
			-- counted from 1, in the order of the file
			row integer not null,
			-- in the file, where it begins
			line integer not null,
			-- what its source calls it
			uid text not null default '',
			title text not null default '',
			-- 'edited': the file has it otherwise, and somebody changed it here since
			fate text not null check (fate in ('new', 'changed', 'edited', 'unchanged', 'refused')),
			-- what becomes of it; absent where nothing does
			brought jsonb,
			-- [{"code": "place_unknown", "column": "Ort", "found": "Atlantis"}]
			problems jsonb not null default '[]',
			-- what is taken otherwise than it stands there
			notes jsonb not null default '[]',
			digest text,
			-- somebody wants the file's words although the event was changed here
			overwrite boolean not null default false,
			event_id uuid references events (id) on delete set null,
			check ((fate in ('new', 'changed', 'edited')) = (brought is not null)),
			primary key (import_id, row)
		)`.execute(db);
	await sql`create index event_import_rows_event on event_import_rows (event_id) where event_id is not null`.execute(
		db
	);
	await sql`
		create table event_sources (
			event_id uuid primary key references events (id) on delete cascade,
			activity_id uuid not null references event_series (activity_id) on delete cascade,
			source text not null check (source in ('ical', 'csv')),
			uid text not null,
			-- which import entered it; another one may have changed it since
			import_id uuid references event_imports (id) on delete set null,
			-- of what the source said last
			digest text not null,
			-- of the event as the import left it: another one means that somebody changed it by hand
			left_as text not null,
			unique (activity_id, source, uid)
		)`.execute(db);
	await sql`create index event_sources_import on event_sources (import_id) where import_id is not null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table event_sources, event_import_rows, event_imports`.execute(db);
}
