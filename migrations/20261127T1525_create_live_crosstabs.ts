import { sql, type Kysely } from 'kysely';

/**
 * One question of a session may say to which group people belong. A table by groups is kept as it was made: hidden cells
 * are not in it, and a question has only one, so that no two can be subtracted from each other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_questions add column background boolean not null default false`.execute(
		db
	);
	await sql`
		create unique index live_questions_one_background on live_questions (activity_id) where background`.execute(
		db
	);
	await sql`
		create table live_crosstabs (
			question_id uuid primary key references live_questions (id) on delete cascade,
			round_id uuid not null references live_rounds (id) on delete cascade,
			-- smallest number of people that it tells about
			k integer not null check (k >= 3),
			counts jsonb not null
		)`.execute(db);
	await sql`create index live_crosstabs_of_round on live_crosstabs (round_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table live_crosstabs`.execute(db);
	await sql`drop index live_questions_one_background`.execute(db);
	await sql`alter table live_questions drop column background`.execute(db);
}
