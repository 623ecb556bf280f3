import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table offers (
			id uuid primary key default gen_random_uuid(),
			organisation_id uuid not null references organisations (id),
			place_id text not null references places (id),
			kind text not null check (kind in ('advice', 'meeting', 'family', 'youth', 'older', 'language', 'food', 'sport', 'culture', 'health')),
			-- language tag to text; the German name is always there
			name jsonb not null check (coalesce(jsonb_typeof(name -> 'de') = 'string', false)),
			description jsonb not null default '{}' check (jsonb_typeof(description) = 'object'),
			opening jsonb not null default '{}' check (jsonb_typeof(opening) = 'object'),
			address text check (char_length(address) between 1 and 200),
			lat double precision check (lat between -90 and 90),
			lng double precision check (lng between -180 and 180),
			-- the organisation's public contact for this offer, never a private one
			phone text check (char_length(phone) between 1 and 40),
			email text check (char_length(email) between 1 and 254),
			website text check (website like 'https://%' and char_length(website) <= 3000),
			free boolean not null default false,
			-- spoken there, as BCP 47 tags
			languages text[] not null default '{}' check (cardinality(languages) <= 20),
			last_checked_on date not null,
			last_checked_by uuid references accounts (id) on delete set null,
			-- what the last press on "checked today" replaced, so that it can be taken back
			checked_before_on date,
			checked_before_by uuid references accounts (id) on delete set null,
			-- counts what was written: who changes what somebody else has changed meanwhile is told
			version integer not null default 1 check (version >= 1),
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now(),
			archived_at timestamptz,
			-- what staff took down, its own people do not bring back
			archived_by_staff boolean not null default false,
			-- made by the empty form: sent twice it is the same offer
			client_key uuid not null default gen_random_uuid(),
			unique (organisation_id, client_key),
			check (archived_at is not null or not archived_by_staff),
			check (num_nonnulls(lat, lng) in (0, 2))
		)`.execute(db);
	await sql`create index offers_organisation on offers (organisation_id)`.execute(db);
	await sql`create index offers_place on offers (place_id) where archived_at is null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table offers`.execute(db);
}
