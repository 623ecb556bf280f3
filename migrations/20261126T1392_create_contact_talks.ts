import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table contact_talks (
			id uuid primary key default gen_random_uuid(),
			activity_id uuid not null references contact_points (activity_id) on delete cascade,
			place_id text not null references places (id),
			way text not null check (way in ('talk', 'phone', 'street')),
			-- so many talks about the same
			contacts smallint not null check (contacts between 1 and 50),
			-- about the matter, never about a person; deleted like the words of messages
			keyword text not null check (char_length(keyword) <= 120),
			held_on date not null,
			-- in the order in which they were noted
			position bigint generated always as identity,
			entered_by uuid references accounts (id) on delete set null,
			client_key uuid not null,
			revision integer not null default 1 check (revision >= 1),
			unique (activity_id, client_key),
			unique (id, activity_id)
		)`.execute(db);
	await sql`create index contact_talks_day on contact_talks (activity_id, held_on)`.execute(db);
	await sql`create index contact_talks_place on contact_talks (place_id)`.execute(db);
	await sql`create index contact_talks_by on contact_talks (entered_by)`.execute(db);
	await sql`
		create table contact_talk_topics (
			talk_id uuid not null,
			activity_id uuid not null,
			topic_id uuid not null,
			primary key (talk_id, topic_id),
			foreign key (talk_id, activity_id) references contact_talks (id, activity_id) on delete cascade,
			foreign key (topic_id, activity_id) references contact_topics (id, activity_id)
		)`.execute(db);
	await sql`create index contact_talk_topics_topic on contact_talk_topics (topic_id, activity_id)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table contact_talk_topics, contact_talks`.execute(db);
}
