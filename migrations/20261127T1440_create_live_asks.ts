import { sql, type Kysely } from 'kysely';

/** Residents' own questions in a live session. No row has a time: the number alone says what came first. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_sessions
			add column asks text not null default 'off' check (asks in ('off', 'checked', 'atOnce'))`.execute(
		db
	);
	await sql`
		create table live_asks (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references live_sessions (activity_id) on delete cascade,
			number integer not null check (number >= 1),
			-- keyed hash of the token in the cookie
			participant bytea not null,
			text text not null check (char_length(text) between 1 and 300),
			-- language of the page on which it was written
			locale text not null,
			approved boolean not null,
			hidden boolean not null default false,
			answered boolean not null default false,
			answer text check (char_length(answer) between 1 and 1000),
			-- people who want it answered, whoever asked it and those of its merged ones among them, each once
			supporters integer not null default 0 check (supporters >= 0),
			merged_into uuid check (merged_into <> id),
			-- A merged question is merged into one that stands by itself: chains have no end that people could find.
			is_root boolean generated always as (merged_into is null) stored,
			needs_root boolean generated always as (case when merged_into is not null then true end) stored,
			unique (activity_id, number),
			unique (activity_id, id),
			unique (activity_id, id, is_root),
			foreign key (activity_id, participant) references live_participants (activity_id, participant),
			foreign key (activity_id, merged_into, needs_root) references live_asks (activity_id, id, is_root),
			check (answered or answer is null)
		)`.execute(db);
	await sql`create index live_asks_of_participant on live_asks (activity_id, participant)`.execute(
		db
	);
	await sql`create index live_asks_merged on live_asks (merged_into) where merged_into is not null`.execute(
		db
	);
	await sql`
		create table live_ask_supports (
			ask_id uuid not null references live_asks (id) on delete cascade,
			participant bytea not null,
			primary key (ask_id, participant)
		)`.execute(db);
	await sql`
		alter table live_sessions
			-- number of the newest question: it is not given out twice, also when that one is withdrawn
			add column last_ask integer not null default 0,
			add column asks_stage text not null default 'none' check (asks_stage in ('none', 'top', 'pinned')),
			add column pinned_ask_id uuid,
			add constraint live_sessions_pinned_ask
				foreign key (activity_id, pinned_ask_id) references live_asks (activity_id, id),
			add constraint live_sessions_pinned_on_stage
				check ((asks_stage = 'pinned') = (pinned_ask_id is not null))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_sessions
			drop column pinned_ask_id, drop column asks_stage, drop column last_ask, drop column asks`.execute(
		db
	);
	await sql`drop table live_ask_supports, live_asks`.execute(db);
}
