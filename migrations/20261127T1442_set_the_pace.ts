import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_sessions
			add column pace text not null default 'moderator' check (pace in ('moderator', 'participant')),
			-- ends by itself; no ballot is taken from this moment on
			add column closes_at timestamptz,
			add column joins_locked boolean not null default false,
			add column reactions boolean not null default false`.execute(db);
	await sql`
		alter table live_rounds
			-- open beside others: each phone goes through them by itself
			add column self_paced boolean not null default false,
			-- the result as it stood when the moderator froze it; ballots go on being counted
			add column frozen jsonb`.execute(db);
	await sql`drop index live_rounds_one_open`.execute(db);
	await sql`
		create unique index live_rounds_one_open on live_rounds (activity_id)
			where closed_at is null and not self_paced`.execute(db);
	await sql`
		create unique index live_rounds_one_open_each on live_rounds (question_id) where closed_at is null`.execute(
		db
	);
	await sql`
		create table live_reactions (
			activity_id uuid not null references live_sessions (activity_id) on delete cascade,
			second timestamptz not null,
			sign text not null check (sign in ('up', 'heart', 'clap', 'question')),
			count integer not null check (count > 0),
			primary key (activity_id, second, sign)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table live_reactions`.execute(db);
	await sql`drop index live_rounds_one_open, live_rounds_one_open_each`.execute(db);
	await sql`create unique index live_rounds_one_open on live_rounds (activity_id) where closed_at is null`.execute(
		db
	);
	await sql`alter table live_rounds drop column self_paced, drop column frozen`.execute(db);
	await sql`
		alter table live_sessions drop column pace, drop column closes_at, drop column joins_locked,
			drop column reactions`.execute(db);
}
