import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table event_series (
			activity_id uuid primary key references activities (id) on delete cascade,
			slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
			-- 'actionWeek' has a first and a last day; 'running' goes on until it is finished
			kind text not null check (kind in ('actionWeek', 'running')),
			first_day date not null,
			last_day date,
			intro jsonb not null default '{}' check (jsonb_typeof(intro) = 'object'),
			-- at least so many places of this kind with an event; both or neither
			coverage_kind text check (coverage_kind in ('district', 'socialSpace', 'quarter', 'square')),
			coverage_least integer check (coverage_least between 1 and 500),
			open_to_hosts boolean not null default true,
			-- last day on which hosts hand in; null: as long as the series goes
			hosts_until date,
			-- [{"key": "…", "name": {"de": "…"}}]; an event names keys
			themes jsonb not null default '[]' check (jsonb_typeof(themes) = 'array'),
			-- the last number that was given to an event
			last_number integer not null default 0 check (last_number >= 0),
			-- counts every change of the settings
			revision integer not null default 1 check (revision >= 1),
			constraint event_series_period check (
				(kind = 'actionWeek' and last_day is not null and last_day >= first_day)
				or (kind = 'running' and last_day is null)),
			check (num_nonnulls(coverage_kind, coverage_least) in (0, 2))
		)`.execute(db);
	await sql`
		create table event_invitations (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references event_series (activity_id) on delete cascade,
			organisation_id uuid references organisations (id),
			-- whom it is for, where that is no organisation of the register
			host_name text check (char_length(host_name) between 1 and 200),
			-- where it was sent; forgotten after the end of the series. Null also for a link that was handed out
			email text check (char_length(email) between 3 and 254),
			-- how often a mail with a link went out; more than once only where somebody chose so
			mailed_times smallint not null default 0 check (mailed_times >= 0),
			place_id text not null references places (id),
			created_by uuid references accounts (id) on delete set null,
			created_at timestamptz not null default now(),
			revoked_at timestamptz,
			constraint event_invitations_one_host check (num_nonnulls(organisation_id, host_name) = 1),
			-- once per organisation: a second mail brings another link to the same events
			unique (activity_id, organisation_id),
			check (mailed_times > 0 or email is null)
		)`.execute(db);
	await sql`create index event_invitations_organisation on event_invitations (organisation_id) where organisation_id is not null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table event_invitations, event_series`.execute(db);
}
