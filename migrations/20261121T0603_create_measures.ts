import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table measures (
			code text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9.-]*$'),
			title text not null check (title <> ''),
			chapter text not null,
			target_group text not null,
			focus text not null,
			responsible jsonb not null default '[]',
			participants jsonb not null default '[]',
			goals jsonb not null default '[]',
			data_sources jsonb not null default '[]',
			position integer not null,
			-- the place whose plan it stands in; null: the plan of the whole installation
			place_id text references places (id),
			-- no longer in the catalogue; kept because observations may point to it
			retired_at timestamptz
		)`.execute(db);
	await sql`
		create table indicators (
			key text primary key check (key ~ '^[A-Za-z0-9][A-Za-z0-9.-]*$'),
			measure_code text not null references measures (code),
			label text not null check (label <> ''),
			unit text,
			per text check (per in ('year', 'month', 'week', 'event')),
			dimension text check (dimension in ('organisation', 'district')),
			feedable boolean not null,
			-- what the catalogue says about its source: {format, metric, note}
			feed jsonb,
			position integer not null,
			retired_at timestamptz
		)`.execute(db);
	await sql`create index indicators_measure on indicators (measure_code, position)`.execute(db);
	await sql`
		create table targets (
			id uuid primary key default gen_random_uuid(),
			indicator_key text not null references indicators (key),
			comparator text not null check (comparator in ('>=', '<=', '=', 'between', 'done')),
			-- '>=', '<=' and '=' use lower; 'between' both; a null lower only asks for the number
			lower_bound numeric,
			upper_bound numeric,
			due date,
			scope_place_id text references places (id),
			source text not null check (source in ('catalogue', 'planning')),
			retired_at timestamptz,
			check (comparator <> 'between' or (lower_bound is not null and upper_bound >= lower_bound)),
			check (comparator = 'between' or upper_bound is null),
			check (comparator <> 'done' or lower_bound is null)
		)`.execute(db);
	await sql`create unique index targets_once on targets (indicator_key, coalesce(scope_place_id, ''), source) where retired_at is null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table targets, indicators, measures`.execute(db);
}
