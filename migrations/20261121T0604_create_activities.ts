import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table activities (
			id uuid primary key default gen_random_uuid(),
			format text not null,
			-- language tag to text, as in all translated columns: {"de": "…", "de-simple": "…"}
			title jsonb not null,
			place_id text not null references places (id),
			organisation_id uuid references organisations (id),
			status text not null default 'draft' check (status in ('draft', 'announced', 'running', 'finished', 'archived')),
			-- content languages, the first is the one every text has
			locales text[] not null check (cardinality(locales) > 0),
			starts_at timestamptz,
			ends_at timestamptz,
			-- "what becomes of it", translated
			outcome jsonb,
			-- after this day the activity is archived: participants' keys dropped
			retain_until date not null,
			-- key of the participants' pseudonyms; null once archived, so nobody can be linked any more
			participant_key bytea,
			created_by uuid references accounts (id) on delete set null,
			created_at timestamptz not null default now(),
			check (ends_at is null or starts_at is null or ends_at >= starts_at),
			check ((status = 'archived') = (participant_key is null))
		)`.execute(db);
	await sql`create index activities_place on activities (place_id, status)`.execute(db);
	await sql`
		create table activity_measures (
			activity_id uuid not null references activities (id) on delete cascade,
			measure_code text not null references measures (code),
			primary key (activity_id, measure_code)
		)`.execute(db);
	await sql`
		create table history (
			id bigint generated always as identity primary key,
			at timestamptz not null default now(),
			actor_kind text not null check (actor_kind in ('account', 'controlLink', 'system')),
			-- account id or control-link id; null for the system. Residents never appear here.
			actor_id text,
			-- '<subject>.<verb in the past>', e.g. 'live.opened'
			action text not null check (action ~ '^[a-zA-Z]+\\.[a-zA-Z]+$'),
			subject_kind text not null,
			subject_id text not null,
			place_id text,
			detail jsonb not null default '{}'
		)`.execute(db);
	await sql`create index history_subject on history (subject_kind, subject_id, id)`.execute(db);
	await sql`create index history_at on history (at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table history, activity_measures, activities`.execute(db);
}
