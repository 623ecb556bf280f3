import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table fund_proofs (
			application_id uuid primary key references fund_applications (id) on delete cascade,
			-- the report as typed, field to text
			draft jsonb not null default '{}',
			-- as checked at its submission
			report jsonb,
			version integer not null default 0,
			submitted_on date,
			due_on date
		)`.execute(db);
	await sql`
		create table fund_receipts (
			id uuid primary key default gen_random_uuid(),
			application_id uuid not null references fund_applications (id) on delete cascade,
			line_id uuid not null references fund_lines (id),
			position integer not null check (position >= 1),
			-- number that stands on it; empty where there is none
			voucher text not null default '',
			paid_on date not null,
			payee text not null check (payee <> ''),
			payee_key text generated always as (lower(regexp_replace(payee, '\\s+', ' ', 'g'))) stored,
			amount_cents bigint not null check (amount_cents > 0),
			-- what the office recognises; null: not looked at
			accepted_cents bigint check (accepted_cents >= 0),
			remark text not null default '',
			unique (application_id, position),
			check (accepted_cents <= amount_cents),
			-- one receipt proves one expense, in whatever project
			constraint fund_receipts_used_once unique (payee_key, paid_on, amount_cents, voucher)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table fund_receipts, fund_proofs`.execute(db);
}
