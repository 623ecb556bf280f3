import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table idea_supports (
			idea_id uuid not null references ideas (id) on delete cascade,
			participant bytea not null,
			given_on date not null default current_date,
			primary key (idea_id, participant)
		)`.execute(db);
	await sql`
		create table idea_comments (
			id uuid primary key default gen_random_uuid(),
			idea_id uuid not null references ideas (id) on delete cascade,
			-- one level of replies: a reply's parent has depth 0
			depth smallint not null check (depth in (0, 1)),
			parent_id uuid,
			parent_depth smallint generated always as (depth - 1) stored,
			-- exactly one of them says it: a resident or the city
			participant bytea,
			account_id uuid references accounts (id),
			locale text not null,
			body text not null check (body <> '' and length(body) <= 1500),
			client_key uuid not null default gen_random_uuid(),
			visibility text not null check (visibility in ('waiting', 'public', 'hidden', 'withdrawn')),
			hidden_reason text,
			submitted_on date not null default current_date,
			sequence bigint generated always as identity,
			check (num_nonnulls(participant, account_id) = 1),
			check ((parent_id is null) = (depth = 0)),
			check ((visibility = 'hidden') = (hidden_reason is not null)),
			unique (idea_id, client_key),
			unique (id, idea_id, depth),
			foreign key (parent_id, idea_id, parent_depth) references idea_comments (id, idea_id, depth)
				on delete cascade
		)`.execute(db);
	await sql`create index idea_comments_idea on idea_comments (idea_id, sequence)`.execute(db);
	await sql`create index idea_comments_waiting on idea_comments (sequence) where visibility = 'waiting'`.execute(
		db
	);
	await sql`
		create table idea_choices (
			activity_id uuid not null references idea_maps (activity_id) on delete cascade,
			participant bytea not null,
			-- 1 to the map's choices_each: the key is the limit
			slot smallint not null check (slot between 1 and 20),
			idea_id uuid not null references ideas (id) on delete cascade,
			primary key (activity_id, participant, slot),
			unique (activity_id, participant, idea_id)
		)`.execute(db);
	await sql`create index idea_choices_idea on idea_choices (idea_id)`.execute(db);
	await sql`
		create table idea_follows (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references idea_maps (activity_id) on delete cascade,
			-- null: everything new on the map
			idea_id uuid references ideas (id) on delete cascade,
			email text not null,
			locale text not null,
			-- SHA-256 of the token in the mails, to confirm and to stop
			token_hash text not null unique,
			confirmed_at timestamptz,
			created_at timestamptz not null default now(),
			unique nulls not distinct (activity_id, idea_id, email)
		)`.execute(db);
	await sql`
		create table idea_projects (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references idea_maps (activity_id) on delete cascade,
			number integer not null check (number >= 1),
			title jsonb not null,
			summary jsonb not null default '{}',
			place_id text not null references places (id),
			-- the Träger, association or initiative that carries it
			carrier_id uuid references organisations (id),
			measure_code text references measures (code),
			-- carried out under a service and funding agreement (LuF)
			under_agreement boolean not null default false,
			initiated_by text not null check (initiated_by in ('residents', 'professionals')),
			status text not null check (status in ('planned', 'started', 'done', 'notPossible')),
			status_on date not null,
			unique (activity_id, number)
		)`.execute(db);
	await sql`
		create table idea_project_sources (
			idea_id uuid primary key references ideas (id) on delete cascade,
			project_id uuid not null references idea_projects (id) on delete cascade
		)`.execute(db);
	await sql`create index idea_project_sources_project on idea_project_sources (project_id)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table idea_project_sources, idea_projects, idea_follows, idea_choices, idea_comments, idea_supports`.execute(
		db
	);
}
