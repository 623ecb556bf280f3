import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table fund_calls (
			id uuid primary key default gen_random_uuid(),
			application_id uuid not null references fund_applications (id) on delete cascade,
			number integer not null check (number >= 1),
			amount_cents bigint not null check (amount_cents > 0),
			purpose text not null default '',
			state text not null default 'requested'
				check (state in ('requested', 'checked', 'released', 'paid', 'failed', 'refused', 'withdrawn')),
			revision integer not null default 0,
			requested_on date not null default current_date,
			checked_by uuid references accounts (id) on delete set null,
			checked_on date,
			released_by uuid references accounts (id) on delete set null,
			released_on date,
			paid_by uuid references accounts (id) on delete set null,
			paid_on date,
			-- what stands on the bank statement
			reference text not null default '',
			-- why it failed or was refused
			reason text not null default '',
			unique (application_id, number),
			constraint fund_calls_four_eyes check (released_by <> checked_by)
		)`.execute(db);
	await sql`create index fund_calls_state on fund_calls (state)`.execute(db);
	await sql`
		create table fund_ledger (
			id bigint generated always as identity primary key,
			pot_id uuid not null references fund_pots (id),
			-- null: the pot's own money
			application_id uuid references fund_applications (id),
			-- allocation, cut: money into and out of the pot; reservation, release: promised and no longer promised;
			-- payment, return: paid out and come back (what comes back is free again)
			kind text not null check (kind in ('allocation', 'cut', 'reservation', 'release', 'payment', 'return')),
			amount_cents bigint not null check (amount_cents > 0),
			call_id uuid references fund_calls (id),
			reason text not null check (reason <> ''),
			booked_by uuid references accounts (id) on delete set null,
			booked_at timestamptz not null default now(),
			check ((kind in ('allocation', 'cut')) = (application_id is null)),
			check ((kind = 'payment') = (call_id is not null))
		)`.execute(db);
	await sql`create index fund_ledger_pot on fund_ledger (pot_id, id)`.execute(db);
	await sql`create index fund_ledger_application on fund_ledger (application_id, id) where application_id is not null`.execute(
		db
	);
	await sql`create unique index fund_ledger_call_paid_once on fund_ledger (call_id) where call_id is not null`.execute(
		db
	);
	// The application before the pot, as every use case does that locks both: no deadlock.
	await sql`
		create function fund_ledger_book() returns trigger language plpgsql as $$
		declare
			amount bigint := case new.kind when 'allocation' then new.amount_cents when 'cut' then -new.amount_cents else 0 end;
			committed bigint := case new.kind when 'reservation' then new.amount_cents
				when 'release' then -new.amount_cents when 'return' then -new.amount_cents else 0 end;
			paid bigint := case new.kind when 'payment' then new.amount_cents when 'return' then -new.amount_cents else 0 end;
		begin
			if new.application_id is not null then
				update fund_applications a
					set committed_cents = committed_cents + committed, paid_cents = paid_cents + paid
					from fund_rounds r
					where a.id = new.application_id and r.activity_id = a.activity_id and r.pot_id = new.pot_id;
				if not found then
					raise exception 'the application % has no money from the pot %', new.application_id, new.pot_id;
				end if;
			end if;
			update fund_pots
				set amount_cents = amount_cents + amount, committed_cents = committed_cents + committed,
					paid_cents = paid_cents + paid
				where id = new.pot_id;
			return null;
		end $$`.execute(db);
	await sql`create trigger fund_ledger_book after insert on fund_ledger for each row execute function fund_ledger_book()`.execute(
		db
	);
	// What stands in the books is never changed; who booked it may be forgotten with the account.
	await sql`
		create function fund_ledger_keep() returns trigger language plpgsql as $$
		begin
			if tg_op = 'UPDATE' and (to_jsonb(new) - 'booked_by') = (to_jsonb(old) - 'booked_by') and new.booked_by is null then
				return new;
			end if;
			raise exception 'the ledger is not changed: book the opposite';
		end $$`.execute(db);
	await sql`create trigger fund_ledger_keep before update or delete on fund_ledger for each row execute function fund_ledger_keep()`.execute(
		db
	);
	await sql`
		create table fund_changes (
			id uuid primary key default gen_random_uuid(),
			application_id uuid not null references fund_applications (id) on delete cascade,
			number integer not null check (number >= 1),
			state text not null default 'requested' check (state in ('requested', 'approved', 'rejected', 'withdrawn')),
			revision integer not null default 0,
			-- what should be different: new end, new sums per line, new grant
			content jsonb not null,
			reason text not null check (reason <> ''),
			requested_on date not null default current_date,
			answer text not null default '',
			answered_by uuid references accounts (id) on delete set null,
			answered_on date,
			unique (application_id, number)
		)`.execute(db);
	await sql`create unique index fund_changes_one_open on fund_changes (application_id) where state = 'requested'`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table fund_changes, fund_ledger, fund_calls`.execute(db);
	await sql`drop function fund_ledger_book(), fund_ledger_keep()`.execute(db);
}
