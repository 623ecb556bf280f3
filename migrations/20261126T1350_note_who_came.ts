import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table event_check_ins (
			id uuid primary key default gen_random_uuid(),
			event_id uuid not null,
			date_id uuid not null,
			-- null: came without registering
			registration_id uuid references event_registrations (id) on delete cascade,
			-- made by the device at the door: sent twice it is one check-in
			nonce uuid not null,
			-- how many came on it: of a group perhaps fewer than registered
			people smallint not null check (people between 1 and 50),
			way text not null check (way in ('code', 'number', 'list', 'walkIn')),
			taken_back boolean not null default false,
			unique (date_id, nonce),
			foreign key (date_id, event_id) references event_dates (id, event_id) on delete cascade,
			check ((way = 'walkIn') = (registration_id is null))
		)`.execute(db);
	await sql`create unique index event_check_ins_once on event_check_ins (registration_id) where not taken_back`.execute(
		db
	);
	await sql`
		create table event_headcounts (
			id bigint generated always as identity primary key,
			date_id uuid not null references event_dates (id) on delete cascade,
			people integer not null check (people between 0 and 100000),
			-- people by age band where somebody counted so: {"0-5": 3}
			ages jsonb not null default '{}' check (jsonb_typeof(ages) = 'object'),
			-- why an earlier count was wrong; the first one has none
			reason text not null default '' check (char_length(reason) <= 400),
			counted_by uuid references accounts (id) on delete set null,
			counted_as text not null check (counted_as in ('host', 'office')),
			counted_at timestamptz not null default now()
		)`.execute(db);
	await sql`create index event_headcounts_date on event_headcounts (date_id, id)`.execute(db);
	// Whoever counted heads counted everybody, whether they had a ticket or not.
	await sql`
		create view event_attendance as
		select d.id as date_id, d.event_id, checked.people as checked_in, counted.people as headcount,
			coalesce(counted.people, checked.people) as attended
		from event_dates d
		left join lateral (
			select sum(c.people)::integer as people from event_check_ins c where c.date_id = d.id and not c.taken_back
		) checked on true
		left join lateral (
			select h.people from event_headcounts h where h.date_id = d.id order by h.id desc limit 1
		) counted on true`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop view event_attendance`.execute(db);
	await sql`drop table event_headcounts, event_check_ins`.execute(db);
}
