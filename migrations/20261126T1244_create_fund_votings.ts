import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table fund_votings (
			activity_id uuid primary key references fund_rounds (activity_id) on delete cascade,
			state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
			-- 'choice': up to so many projects; 'budget': projects whose costs stay within the sum
			question text not null check (question in ('choice', 'budget')),
			most smallint check (most >= 1),
			sum_cents bigint not null check (sum_cents > 0),
			rule text not null check (rule in ('greedy', 'equalShares')),
			closes_at timestamptz,
			revision integer not null default 0,
			check ((question = 'choice') = (most is not null))
		)`.execute(db);
	await sql`
		create table fund_voting_options (
			activity_id uuid not null references fund_votings (activity_id) on delete cascade,
			application_id uuid not null references fund_applications (id) on delete cascade,
			number integer not null,
			title text not null,
			cost_cents bigint not null check (cost_cents > 0),
			primary key (activity_id, application_id),
			unique (activity_id, number)
		)`.execute(db);
	await sql`
		create table fund_ballots (
			activity_id uuid not null references fund_votings (activity_id) on delete cascade,
			-- keyed hash of the resident's token; no account, no address, no time
			participant bytea not null,
			-- numbers of the chosen projects
			answer integer[] not null,
			primary key (activity_id, participant)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table fund_ballots, fund_voting_options, fund_votings`.execute(db);
}
