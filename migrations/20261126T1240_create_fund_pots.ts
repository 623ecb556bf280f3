import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table fund_pots (
			id uuid primary key default gen_random_uuid(),
			place_id text not null references places (id),
			year integer not null check (year between 2000 and 2200),
			-- what it is called beside place and year: "Netzwerkmittel"
			name text not null check (name <> '' and length(name) <= 120),
			-- council paper that gave the money
			paper text not null default '',
			-- kept by the ledger alone; what is free is amount minus committed
			amount_cents bigint not null default 0 check (amount_cents >= 0),
			committed_cents bigint not null default 0 check (committed_cents >= 0),
			paid_cents bigint not null default 0 check (paid_cents >= 0),
			closed_on date,
			created_by uuid references accounts (id) on delete set null,
			created_at timestamptz not null default now(),
			unique (place_id, year, name),
			constraint fund_pots_never_overspent check (committed_cents <= amount_cents),
			constraint fund_pots_paid_what_was_committed check (paid_cents <= committed_cents)
		)`.execute(db);
	await sql`
		create table fund_rounds (
			activity_id uuid primary key references activities (id) on delete cascade,
			slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
			pot_id uuid not null references fund_pots (id),
			-- what it is for, translated
			intro jsonb not null default '{}',
			-- what may be granted, by whom and how: formats/fund/round/rules.ts checks it
			rules jsonb not null,
			-- number of the last application, "application 17"
			last_number integer not null default 0
		)`.execute(db);
	await sql`create index fund_rounds_pot on fund_rounds (pot_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table fund_rounds, fund_pots`.execute(db);
}
