import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await createTickets(db);
	await createRegistrations(db);
	await createCounting(db);
}

async function createTickets(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table event_ticketing (
			event_id uuid primary key references events (id) on delete cascade,
			-- from when people can register; null: at once
			opens_at timestamptz,
			-- so many hours before a date begins nobody registers for it any more
			closes_hours integer not null check (closes_hours between 0 and 720),
			waiting_list boolean not null,
			-- a group that does not fit holds up whoever waits behind it
			strict_order boolean not null,
			-- how long a place is held for whoever moves up
			offer_hours integer not null check (offer_hours between 1 and 336),
			-- null: nobody is reminded
			reminder_hours integer check (reminder_hours between 1 and 336),
			asks_organisation boolean not null,
			-- days after a date until names and addresses are forgotten
			forget_days integer not null check (forget_days between 1 and 365),
			revision integer not null default 1 check (revision >= 1)
		)`.execute(db);
	await sql`
		create table event_quotas (
			event_id uuid not null references event_ticketing (event_id) on delete cascade,
			key smallint not null check (key between 1 and 3),
			-- places at each date
			capacity integer not null check (capacity between 0 and 100000),
			primary key (event_id, key)
		)`.execute(db);
	await sql`
		create table event_ticket_kinds (
			id uuid primary key default gen_random_uuid(),
			event_id uuid not null references events (id) on delete cascade,
			quota_key smallint not null,
			position smallint not null check (position between 1 and 6),
			name jsonb not null check (jsonb_typeof(name) = 'object' and name <> '{}'),
			-- for whom it is
			hint jsonb not null check (jsonb_typeof(hint) = 'object'),
			-- of one registration
			most_places smallint not null check (most_places between 1 and 50),
			needs_guardian boolean not null,
			foreign key (event_id, quota_key) references event_quotas (event_id, key),
			unique (event_id, position) deferrable initially deferred,
			unique (id, event_id, quota_key)
		)`.execute(db);
	await sql`create index event_ticket_kinds_quota on event_ticket_kinds (event_id, quota_key)`.execute(
		db
	);
}

async function createRegistrations(db: Kysely<unknown>): Promise<void> {
	await sql`alter table event_dates add constraint event_dates_of_event unique (id, event_id)`.execute(
		db
	);
	await sql`
		create table event_date_quotas (
			date_id uuid not null,
			event_id uuid not null references events (id) on delete cascade,
			quota_key smallint not null,
			capacity integer not null check (capacity between 0 and 100000),
			-- places, kept by a trigger of event_registrations
			confirmed integer not null default 0 check (confirmed >= 0),
			offered integer not null default 0 check (offered >= 0),
			waiting integer not null default 0 check (waiting >= 0),
			primary key (date_id, quota_key),
			foreign key (date_id, event_id) references event_dates (id, event_id),
			foreign key (event_id, quota_key) references event_quotas (event_id, key),
			constraint event_date_quotas_never_overbooked check (confirmed + offered <= capacity)
		)`.execute(db);
	await sql`create index event_date_quotas_event on event_date_quotas (event_id, quota_key)`.execute(
		db
	);
	await sql`
		create table event_registrations (
			id uuid primary key default gen_random_uuid(),
			event_id uuid not null references events (id) on delete cascade,
			date_id uuid not null,
			quota_key smallint not null,
			kind_id uuid not null,
			-- drawn under the lock of the quota: the order in which people came
			position bigint generated always as identity,
			places smallint not null check (places between 1 and 50),
			state text not null check (state in ('confirmed', 'waiting', 'offered', 'cancelled', 'expired')),
			offered_until timestamptz,
			-- made by the empty form: sent twice it is one registration
			client_key uuid not null,
			locale text not null check (char_length(locale) between 2 and 35),
			name text check (char_length(name) between 1 and 120),
			email text check (char_length(email) between 3 and 254),
			-- an institution is no person: it stays, so that institutions can be counted again
			organisation text check (char_length(organisation) between 1 and 200),
			organisation_key text check (char_length(organisation_key) between 1 and 200),
			guardian boolean not null,
			registered_on date not null,
			-- what whoever registered knows of the date
			told_starts_at timestamptz not null,
			told_cancelled boolean not null default false,
			reminded boolean not null,
			erased boolean not null default false,
			unique (event_id, client_key),
			unique (date_id, quota_key, position),
			foreign key (date_id, quota_key) references event_date_quotas (date_id, quota_key),
			foreign key (kind_id, event_id, quota_key) references event_ticket_kinds (id, event_id, quota_key),
			check ((state = 'offered') = (offered_until is not null)),
			check ((organisation is null) = (organisation_key is null)),
			check (not erased or num_nonnulls(name, email) = 0),
			-- whoever waits can be told
			constraint event_registrations_wait_with_address check (
				state not in ('waiting', 'offered') or email is not null or erased)
		)`.execute(db);
	await sql`create index event_registrations_kind on event_registrations (kind_id)`.execute(db);
	await sql`create index event_registrations_line on event_registrations (date_id, quota_key, state, position)`.execute(
		db
	);
}

/** The counters follow every change in the same statement; their checks refuse what does not fit. */
async function createCounting(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function count_event_registrations() returns trigger language plpgsql as $$
		begin
			if tg_op = 'UPDATE' and (new.date_id, new.quota_key) is distinct from (old.date_id, old.quota_key) then
				raise exception 'a registration stays at its date and quota';
			end if;
			update event_date_quotas set
				confirmed = confirmed
					+ case when new.state = 'confirmed' then new.places else 0 end
					- case when old.state = 'confirmed' then old.places else 0 end,
				offered = offered
					+ case when new.state = 'offered' then new.places else 0 end
					- case when old.state = 'offered' then old.places else 0 end,
				waiting = waiting
					+ case when new.state = 'waiting' then new.places else 0 end
					- case when old.state = 'waiting' then old.places else 0 end
			where date_id = coalesce(new.date_id, old.date_id) and quota_key = coalesce(new.quota_key, old.quota_key);
			return null;
		end $$`.execute(db);
	await sql`
		create trigger event_registrations_counted
		after insert or delete or update of state, places, date_id, quota_key on event_registrations
		for each row execute function count_event_registrations()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table event_registrations`.execute(db);
	await sql`drop function count_event_registrations()`.execute(db);
	await sql`drop table event_date_quotas, event_ticket_kinds, event_quotas, event_ticketing`.execute(
		db
	);
	await sql`alter table event_dates drop constraint event_dates_of_event`.execute(db);
}
