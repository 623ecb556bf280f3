import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table organisations (
			id uuid primary key default gen_random_uuid(),
			name text not null check (name <> ''),
			-- lower case, single spaces: two spellings of one name are one organisation
			name_key text not null unique,
			kind text not null check (kind in ('administration', 'provider', 'association', 'initiative', 'school', 'company', 'other')),
			place_id text references places (id),
			archived_at timestamptz,
			created_at timestamptz not null default now()
		)`.execute(db);
	await sql`
		create table accounts (
			id uuid primary key default gen_random_uuid(),
			email text not null unique check (email = lower(email)),
			display_name text not null,
			-- PHC string of argon2id; null until the invitation is accepted
			password_hash text,
			-- encrypted with a key derived from APP_SECRET; confirmed once a first code was right
			totp_secret bytea,
			totp_confirmed_at timestamptz,
			-- time step of the last accepted code: a code counts once
			totp_last_step bigint,
			locale text not null default 'de',
			disabled_at timestamptz,
			created_at timestamptz not null default now()
		)`.execute(db);
	await sql`
		create table memberships (
			account_id uuid not null references accounts (id) on delete cascade,
			organisation_id uuid not null references organisations (id),
			role text not null check (role in ('member', 'manager')),
			created_at timestamptz not null default now(),
			primary key (account_id, organisation_id)
		)`.execute(db);
	await sql`
		create table role_grants (
			id uuid primary key default gen_random_uuid(),
			account_id uuid not null references accounts (id) on delete cascade,
			role text not null check (role in ('administrator', 'planner', 'moderator', 'fundOffice', 'juror', 'finance')),
			-- the place and everything below it
			place_id text not null references places (id),
			granted_by uuid references accounts (id),
			granted_at timestamptz not null default now(),
			revoked_at timestamptz
		)`.execute(db);
	await sql`create unique index role_grants_once on role_grants (account_id, role, place_id) where revoked_at is null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table role_grants, memberships, accounts, organisations`.execute(db);
}
