import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table idea_maps (
			activity_id uuid primary key references activities (id) on delete cascade,
			slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
			intro jsonb not null default '{}',
			-- GeoJSON geometry within which pins lie; null: the outline of the activity's place, or anywhere without one
			area jsonb,
			-- 'list': ideas without places, as in an idea collection among partners
			layout text not null default 'map' check (layout in ('map', 'list')),
			-- 'before': staff look at a contribution before others see it
			moderation text not null default 'before' check (moderation in ('before', 'after')),
			-- own words for steps of the status path: {"done": {"de": "abgebaut"}}
			status_names jsonb not null default '{}',
			-- days within which an idea gets its first answer
			answer_within integer not null default 42 check (answer_within between 1 and 366),
			-- how many ideas each participant may choose in a phase "prioritise"
			choices_each smallint not null default 3 check (choices_each between 1 and 20),
			takes_photos boolean not null default true,
			last_number integer not null default 0
		)`.execute(db);
	await sql`
		create table idea_phases (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references idea_maps (activity_id) on delete cascade,
			position integer not null,
			kind text not null check (kind in ('collect', 'discuss', 'support', 'prioritise', 'report')),
			starts_at timestamptz,
			ends_at timestamptz,
			check (ends_at > starts_at),
			unique (activity_id, position) deferrable initially deferred
		)`.execute(db);
	await sql`
		create table idea_categories (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references idea_maps (activity_id) on delete cascade,
			position integer not null,
			name jsonb not null,
			icon text not null,
			colour text not null,
			archived_at timestamptz,
			unique (activity_id, position) deferrable initially deferred,
			unique (id, activity_id)
		)`.execute(db);
	await sql`
		create table idea_walks (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references idea_maps (activity_id) on delete cascade,
			title text not null check (title <> ''),
			walked_on date not null,
			place_id text not null references places (id),
			note text not null default '',
			closed_at timestamptz,
			created_by uuid references accounts (id) on delete set null,
			unique (id, activity_id)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table idea_walks, idea_categories, idea_phases, idea_maps`.execute(db);
}
