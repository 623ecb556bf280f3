import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table contact_points (
			activity_id uuid primary key references activities (id) on delete cascade,
			slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 60),
			intro jsonb not null check (jsonb_typeof(intro) = 'object'),
			-- when and where somebody is there, in words
			hours jsonb not null check (jsonb_typeof(hours) = 'object'),
			-- the activity that has the hours as dates
			hours_activity_id uuid references activities (id) on delete set null,
			takes_messages boolean not null,
			-- within so many days an answer is promised
			answer_days smallint not null check (answer_days between 1 and 60),
			-- so many days after the end of a matter its words are deleted
			forget_days smallint not null check (forget_days between 1 and 730),
			last_number integer not null default 0 check (last_number >= 0),
			revision integer not null default 1 check (revision >= 1)
		)`.execute(db);
	await sql`create index contact_points_hours on contact_points (hours_activity_id)`.execute(db);
	await sql`
		create table contact_topics (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references contact_points (activity_id) on delete cascade,
			position smallint not null check (position between 1 and 1000),
			name jsonb not null check (jsonb_typeof(name) = 'object' and name <> '{}'),
			-- no longer offered; what was noted under it keeps it
			archived_at timestamptz,
			unique (id, activity_id)
		)`.execute(db);
	await sql`create index contact_topics_point on contact_topics (activity_id, position)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table contact_topics, contact_points`.execute(db);
}
