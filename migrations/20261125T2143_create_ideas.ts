import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Trusted since PostgreSQL 13: the owner of the database may create it. Ships with every PostgreSQL.
	await sql`create extension if not exists pg_trgm`.execute(db);
	await sql`
		create table ideas (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references idea_maps (activity_id) on delete cascade,
			-- what people call it: "idea 17"
			number integer not null check (number >= 1),
			category_id uuid not null,
			-- language it is written in
			locale text not null,
			title text not null check (title <> '' and length(title) <= 120),
			body text not null default '' check (length(body) <= 3000),
			-- 'pin': a point; 'place': a named place; 'quarter': "I cannot say where exactly"
			whereabouts text not null check (whereabouts in ('pin', 'place', 'quarter')),
			place_id text not null references places (id),
			lat double precision check (lat between -90 and 90),
			lng double precision check (lng between -180 and 180),
			-- the point was moved on purpose, because it is somebody's home
			blurred boolean not null default false,
			-- keyed hash of the resident's token; null where staff or an import brought it
			participant bytea,
			source text not null check (source in ('phone', 'street', 'walk', 'paper', 'import')),
			-- how staff came by it
			way text check (way in ('conversation', 'event', 'walk', 'call', 'letter', 'other')),
			-- the person agreed that it is written down and shown
			consent boolean not null default true check (consent),
			walk_id uuid,
			entered_by uuid references accounts (id) on delete set null,
			-- made by the device: the same contribution sent twice is one
			client_key uuid not null default gen_random_uuid(),
			visibility text not null check (visibility in ('waiting', 'public', 'hidden', 'withdrawn')),
			-- key of a reason that has a text in every language
			hidden_reason text,
			merged_into uuid references ideas (id),
			status text not null default 'new'
				check (status in ('new', 'inReview', 'planned', 'started', 'done', 'notPossible')),
			-- who looks after it
			office text not null default '',
			-- until when the next answer is promised
			answer_due date,
			-- a day, never a time: what somebody said must not be matched with where they were
			submitted_on date not null default current_date,
			-- the order of arrival, for lists and the queue
			sequence bigint generated always as identity,
			supports integer not null default 0,
			comments integer not null default 0,
			check ((lat is null) = (lng is null)),
			check (whereabouts <> 'pin' or lat is not null),
			check ((visibility = 'hidden') = (hidden_reason is not null)),
			check (merged_into <> id),
			unique (activity_id, number),
			unique (activity_id, client_key),
			foreign key (category_id, activity_id) references idea_categories (id, activity_id),
			foreign key (walk_id, activity_id) references idea_walks (id, activity_id)
		)`.execute(db);
	await sql`create index ideas_newest on ideas (activity_id, sequence desc)`.execute(db);
	await sql`create index ideas_position on ideas (activity_id, lat, lng) where lat is not null`.execute(
		db
	);
	await sql`create index ideas_waiting on ideas (sequence) where visibility = 'waiting'`.execute(
		db
	);
	await sql`create index ideas_merged on ideas (merged_into) where merged_into is not null`.execute(
		db
	);
	await sql`create index ideas_words on ideas using gin ((title || ' ' || body) gin_trgm_ops)`.execute(
		db
	);
	await sql`
		create table idea_photos (
			idea_id uuid not null references ideas (id) on delete cascade,
			position smallint not null check (position between 1 and 5),
			picture_id uuid not null references pictures (id),
			-- what it shows, in the language of the idea; the form asks for it
			description text not null default '',
			primary key (idea_id, position)
		)`.execute(db);
	await sql`
		create table idea_answers (
			id uuid primary key default gen_random_uuid(),
			idea_id uuid not null references ideas (id) on delete cascade,
			status text not null
				check (status in ('inReview', 'planned', 'started', 'done', 'notPossible')),
			-- why, translated
			reason jsonb not null,
			office text not null,
			-- until when the next answer is promised
			due_on date,
			answered_on date not null default current_date,
			answered_by uuid references accounts (id) on delete set null,
			-- given by mistake and taken back: it no longer counts and is no longer shown
			withdrawn_at timestamptz,
			sequence bigint generated always as identity
		)`.execute(db);
	await sql`create index idea_answers_idea on idea_answers (idea_id, sequence)`.execute(db);
	await sql`
		create table idea_merges (
			id uuid primary key default gen_random_uuid(),
			idea_id uuid not null references ideas (id) on delete cascade,
			into_id uuid not null references ideas (id) on delete cascade,
			merged_at timestamptz not null default now(),
			merged_by uuid references accounts (id) on delete set null,
			undone_at timestamptz,
			undone_by uuid references accounts (id) on delete set null
		)`.execute(db);
	await sql`create unique index idea_merges_standing on idea_merges (idea_id) where undone_at is null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table idea_merges, idea_answers, idea_photos, ideas`.execute(db);
}
