import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table fund_conflicts (
			application_id uuid not null references fund_applications (id) on delete cascade,
			account_id uuid not null references accounts (id) on delete cascade,
			reason text not null default '',
			declared_by uuid references accounts (id) on delete set null,
			declared_at timestamptz not null default now(),
			primary key (application_id, account_id)
		)`.execute(db);
	await sql`create index fund_conflicts_account on fund_conflicts (account_id)`.execute(db);
	await sql`
		create table fund_scores (
			application_id uuid not null references fund_applications (id) on delete cascade,
			account_id uuid not null references accounts (id) on delete cascade,
			-- key of the criterion in the rules by which the application is judged
			criterion text not null,
			points smallint not null check (points >= 0),
			remark text not null default '',
			primary key (application_id, account_id, criterion)
		)`.execute(db);
	await sql`
		create table fund_meetings (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references fund_rounds (activity_id) on delete cascade,
			title text not null default '',
			held_at timestamptz not null,
			location text not null default '',
			state text not null default 'planned' check (state in ('planned', 'open', 'closed')),
			secret boolean not null default false,
			-- least number of jurors that are present, from the rules when it was called
			quorum smallint not null check (quorum >= 1),
			notes text not null default '',
			revision integer not null default 0,
			opened_at timestamptz,
			closed_at timestamptz,
			created_by uuid references accounts (id) on delete set null
		)`.execute(db);
	await sql`create index fund_meetings_round on fund_meetings (activity_id, held_at)`.execute(db);
	await sql`
		create table fund_attendance (
			meeting_id uuid not null references fund_meetings (id) on delete cascade,
			account_id uuid not null references accounts (id) on delete cascade,
			present boolean not null,
			primary key (meeting_id, account_id)
		)`.execute(db);
	await sql`
		create table fund_agenda (
			meeting_id uuid not null references fund_meetings (id) on delete cascade,
			application_id uuid not null references fund_applications (id) on delete cascade,
			position smallint not null check (position >= 1),
			-- 'voting': jurors vote now
			state text not null default 'waiting' check (state in ('waiting', 'voting', 'decided', 'postponed')),
			-- how often its vote was opened; ballots of an earlier one no longer count
			ballot_round smallint not null default 0,
			-- what they vote on
			proposed_outcome text check (proposed_outcome in ('granted', 'conditions', 'deferred', 'rejected')),
			proposed_cents bigint check (proposed_cents >= 0),
			conditions text not null default '',
			reason text not null default '',
			-- votes, present, excluded when it was closed: for the minutes
			result jsonb,
			primary key (meeting_id, application_id)
		)`.execute(db);
	await sql`
		create table fund_jury_votes (
			meeting_id uuid not null,
			application_id uuid not null,
			account_id uuid not null references accounts (id) on delete cascade,
			ballot_round smallint not null,
			-- null where the meeting votes in secret: that somebody voted, not how
			choice text check (choice in ('yes', 'no', 'abstain')),
			primary key (meeting_id, application_id, account_id, ballot_round),
			foreign key (meeting_id, application_id) references fund_agenda (meeting_id, application_id) on delete cascade
		)`.execute(db);
	await sql`
		create table fund_secret_tallies (
			meeting_id uuid not null,
			application_id uuid not null,
			ballot_round smallint not null,
			choice text not null check (choice in ('yes', 'no', 'abstain')),
			votes smallint not null default 0,
			primary key (meeting_id, application_id, ballot_round, choice),
			foreign key (meeting_id, application_id) references fund_agenda (meeting_id, application_id) on delete cascade
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table fund_secret_tallies, fund_jury_votes, fund_agenda, fund_attendance, fund_meetings, fund_scores,
		fund_conflicts`.execute(db);
}
