import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table live_sessions (
			activity_id uuid primary key references activities (id) on delete cascade,
			code text not null check (code ~ '^[0-9]{6}$'),
			code_expired_at timestamptz,
			organisation_field text not null default 'off' check (organisation_field in ('off', 'optional', 'required')),
			may_change_vote boolean not null default true,
			-- the round on the stage; null in the lobby
			current_round_id uuid,
			-- goes up with every command: who presses on an older state is told so
			version integer not null default 0,
			started_at timestamptz,
			ended_at timestamptz
		)`.execute(db);
	await sql`create unique index live_sessions_code on live_sessions (code) where code_expired_at is null`.execute(
		db
	);
	await sql`
		create table live_questions (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references live_sessions (activity_id) on delete cascade,
			position integer not null,
			type text not null,
			prompt jsonb not null,
			config jsonb not null,
			unique (activity_id, position) deferrable initially deferred
		)`.execute(db);
	await sql`
		create table live_rounds (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references live_sessions (activity_id) on delete cascade,
			question_id uuid not null references live_questions (id) on delete cascade,
			number integer not null check (number >= 1),
			opened_at timestamptz not null default now(),
			closed_at timestamptz,
			revealed_at timestamptz,
			unique (question_id, number)
		)`.execute(db);
	await sql`create unique index live_rounds_one_open on live_rounds (activity_id) where closed_at is null`.execute(
		db
	);
	await sql`
		alter table live_sessions add constraint live_sessions_current_round
			foreign key (current_round_id) references live_rounds (id) on delete set null`.execute(db);
	await sql`
		create table live_control_links (
			id uuid primary key default gen_random_uuid(),
			token_hash text not null unique,
			activity_id uuid not null references live_sessions (activity_id) on delete cascade,
			created_by uuid references accounts (id) on delete set null,
			expires_at timestamptz not null
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_sessions drop constraint live_sessions_current_round`.execute(db);
	await sql`drop table live_control_links, live_rounds, live_questions, live_sessions`.execute(db);
}
