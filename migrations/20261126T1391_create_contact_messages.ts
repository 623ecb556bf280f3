import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table contact_messages (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references contact_points (activity_id) on delete cascade,
			number integer not null check (number >= 1),
			topic_id uuid,
			place_id text not null references places (id),
			-- of whoever wrote
			locale text not null check (char_length(locale) between 2 and 35),
			-- made by the empty form: sent twice it is one message
			client_key uuid not null,
			received_on date not null,
			state text not null check (state in ('open', 'waiting', 'answered', 'closed', 'withdrawn')),
			-- who of the team takes care of it
			claimed_by uuid references accounts (id) on delete set null,
			-- since when whoever wrote waits for an answer
			waiting_since date,
			-- the first answer
			answered_on date,
			closed_on date,
			outcome text check (outcome in ('answered', 'passedOn', 'idea', 'none')),
			passed_to text check (char_length(passed_to) between 1 and 200),
			-- where to tell that there is an answer; gone once that was told or the matter is closed
			email text check (char_length(email) between 3 and 254),
			told boolean not null default false,
			-- when the team was last told that it waits too long
			reminded_on date,
			-- its words are deleted
			erased boolean not null default false,
			revision integer not null default 1 check (revision >= 1),
			unique (activity_id, number),
			unique (activity_id, client_key),
			foreign key (topic_id, activity_id) references contact_topics (id, activity_id),
			check ((state in ('open', 'waiting')) = (waiting_since is not null)),
			check ((state = 'closed') = (outcome is not null)),
			check ((state in ('closed', 'withdrawn')) = (closed_on is not null)),
			check (passed_to is null or outcome = 'passedOn'),
			check (not erased or passed_to is null),
			check (state <> 'withdrawn' or erased)
		)`.execute(db);
	await sql`create index contact_messages_waiting on contact_messages (activity_id, state, waiting_since)`.execute(
		db
	);
	await sql`create index contact_messages_topic on contact_messages (topic_id, activity_id)`.execute(
		db
	);
	await sql`create index contact_messages_place on contact_messages (place_id)`.execute(db);
	await sql`create index contact_messages_claimed on contact_messages (claimed_by)`.execute(db);
	await sql`
		create table contact_entries (
			id uuid primary key default gen_random_uuid(),
			message_id uuid not null references contact_messages (id) on delete cascade,
			position bigint generated always as identity,
			-- from whoever wrote, from the team to them, or only for the team
			kind text not null check (kind in ('writer', 'answer', 'note')),
			body text not null check (char_length(body) between 1 and 4000),
			-- never finer than a day
			written_on date not null,
			written_by uuid references accounts (id) on delete set null,
			client_key uuid not null,
			unique (message_id, client_key),
			check (kind <> 'writer' or written_by is null)
		)`.execute(db);
	await sql`create index contact_entries_thread on contact_entries (message_id, position)`.execute(
		db
	);
	await sql`create index contact_entries_by on contact_entries (written_by)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table contact_entries, contact_messages`.execute(db);
}
