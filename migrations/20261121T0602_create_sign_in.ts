import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table account_sessions (
			-- SHA-256 of the session id in the cookie: who reads the table cannot sign in
			id text primary key,
			account_id uuid not null references accounts (id) on delete cascade,
			expires_at timestamptz not null,
			created_at timestamptz not null default now(),
			last_seen_on date not null default current_date,
			-- browser family and system as told by the browser, e.g. "Firefox, Android"
			device text not null default '',
			-- false until the second factor was given, for accounts that need one
			second_factor boolean not null default false
		)`.execute(db);
	await sql`create index account_sessions_account on account_sessions (account_id)`.execute(db);
	await sql`create index account_sessions_expiry on account_sessions (expires_at)`.execute(db);
	await sql`
		create table account_tokens (
			-- SHA-256 of the token in the mailed link
			id text primary key,
			account_id uuid not null references accounts (id) on delete cascade,
			purpose text not null check (purpose in ('invitation', 'reset')),
			expires_at timestamptz not null,
			used_at timestamptz,
			created_at timestamptz not null default now()
		)`.execute(db);
	await sql`
		create table recovery_codes (
			account_id uuid not null references accounts (id) on delete cascade,
			code_hash text not null,
			used_at timestamptz,
			primary key (account_id, code_hash)
		)`.execute(db);
	await sql`
		create table attempt_counters (
			-- keyed hash of what is limited (mail address, account); never the value itself
			bucket text primary key,
			attempts integer not null,
			window_ends_at timestamptz not null
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table attempt_counters, recovery_codes, account_tokens, account_sessions`.execute(
		db
	);
}
