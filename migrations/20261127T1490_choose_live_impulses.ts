import { sql, type Kysely } from 'kysely';

/** What of people's words was chosen to be taken on: a decision of those who run the session, so without a participant. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table live_impulses (
			round_id uuid not null references live_rounds (id) on delete cascade,
			key text not null check (char_length(key) between 1 and 501),
			primary key (round_id, key)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table live_impulses`.execute(db);
}
