import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table fund_applications (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references fund_rounds (activity_id) on delete cascade,
			-- given at the first submission
			number integer check (number >= 1),
			state text not null default 'draft' check (state in (
				'draft', 'submitted', 'inReview', 'queried', 'ready', 'decided', 'notified', 'running',
				'proofSubmitted', 'proofQueried', 'closed', 'withdrawn', 'lapsed', 'revoked', 'reclaimed')),
			-- counts every change, so that nobody decides about something they have not seen
			revision integer not null default 0,
			-- the form as typed, field to text: what is wrong in it is kept too
			draft jsonb not null default '{}',
			-- last day on which the applicant worked on it
			touched_on date not null default current_date,
			-- how often it was submitted
			version integer not null default 0,
			-- the round's rules at the last submission; it is judged by these
			rules jsonb,
			locale text not null default 'de',
			organisation_id uuid references organisations (id),
			-- 'group': people without legal form, one of whom is responsible
			applicant_kind text check (applicant_kind in ('group', 'association', 'provider')),
			applicant_name text not null default '',
			title text not null default '',
			summary text not null default '',
			place_id text references places (id),
			lat double precision check (lat between -90 and 90),
			lng double precision check (lng between -180 and 180),
			starts_on date,
			ends_on date,
			target_groups text[] not null default '{}',
			partners text not null default '',
			participants integer check (participants >= 0),
			initiated_by text check (initiated_by in ('residents', 'professionals', 'both')),
			measure_code text references measures (code),
			indicator_key text,
			total_cents bigint check (total_cents >= 0),
			asked_cents bigint check (asked_cents >= 0),
			submitted_on date,
			-- until when the applicant answers a query or accepts the notice
			due_on date,
			-- 'conditions': granted with conditions
			outcome text check (outcome in ('granted', 'conditions', 'deferred', 'rejected')),
			decided_by_body text check (decided_by_body in ('office', 'jury', 'committee')),
			decided_on date,
			-- minutes or council paper of the decision
			paper text not null default '',
			decision_reason text not null default '',
			conditions text not null default '',
			granted_cents bigint check (granted_cents >= 0),
			notified_on date,
			-- last word on how it went, said at the end
			succeeded boolean,
			successes text not null default '',
			difficulties text not null default '',
			closed_on date,
			-- what is demanded back
			reclaimed_cents bigint check (reclaimed_cents > 0),
			-- kept by the ledger alone
			committed_cents bigint not null default 0 check (committed_cents >= 0),
			paid_cents bigint not null default 0 check (paid_cents >= 0),
			client_key uuid not null default gen_random_uuid(),
			sequence bigint generated always as identity,
			unique (activity_id, number),
			unique (activity_id, client_key),
			check ((lat is null) = (lng is null)),
			check (ends_on >= starts_on),
			check ((version = 0) = (number is null)),
			constraint fund_applications_paid_what_was_committed check (paid_cents <= committed_cents),
			-- money only for what was granted
			constraint fund_applications_committed_what_was_granted check (committed_cents <= coalesce(granted_cents, 0))
		)`.execute(db);
	await sql`create index fund_applications_list on fund_applications (activity_id, sequence desc)`.execute(
		db
	);
	await sql`create index fund_applications_state on fund_applications (activity_id, state, sequence desc)`.execute(
		db
	);
	await sql`create index fund_applications_organisation on fund_applications (organisation_id) where organisation_id is not null`.execute(
		db
	);
	await sql`
		create index fund_applications_words on fund_applications
			using gin ((title || ' ' || applicant_name || ' ' || summary) gin_trgm_ops)`.execute(db);
	await sql`
		create table fund_contacts (
			application_id uuid primary key references fund_applications (id) on delete cascade,
			-- who answers for it
			name text not null,
			email text not null default '',
			phone text not null default '',
			address text not null default '',
			account_holder text not null default '',
			iban text not null default ''
		)`.execute(db);
	await sql`
		create table fund_lines (
			id uuid primary key default gen_random_uuid(),
			application_id uuid not null references fund_applications (id) on delete cascade,
			side text not null check (side in ('cost', 'funding')),
			position smallint not null check (position >= 1),
			category text not null,
			label text not null check (length(label) <= 200),
			-- work without pay, in minutes; its worth is counted by the round's rate
			minutes integer check (minutes > 0),
			planned_cents bigint not null check (planned_cents >= 0),
			-- what holds after the decision and approved changes; null before
			granted_cents bigint check (granted_cents >= 0),
			unique (application_id, side, position)
		)`.execute(db);
	await sql`
		create table fund_versions (
			application_id uuid not null references fund_applications (id) on delete cascade,
			version integer not null check (version >= 1),
			-- everything but the contact, as checked at its submission
			content jsonb not null,
			submitted_on date not null,
			primary key (application_id, version)
		)`.execute(db);
	await sql`
		create table fund_steps (
			id bigint generated always as identity primary key,
			application_id uuid not null references fund_applications (id) on delete cascade,
			step text not null,
			from_state text not null,
			to_state text not null,
			-- answers carry a reason; the applicant reads it
			reason text not null default '',
			taken_by uuid references accounts (id) on delete set null,
			-- 'applicant', 'office', 'finance', 'system'
			taken_as text not null check (taken_as in ('applicant', 'office', 'finance', 'system')),
			taken_at timestamptz not null default now()
		)`.execute(db);
	await sql`create index fund_steps_application on fund_steps (application_id, id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table fund_steps, fund_versions, fund_lines, fund_contacts, fund_applications`.execute(
		db
	);
}
