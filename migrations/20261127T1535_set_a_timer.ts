import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_questions
			-- how long people may answer, in seconds, once the question is opened; null: until somebody closes it
			add column seconds smallint check (seconds between 10 and 600)`.execute(db);
	await sql`
		alter table live_rounds
			-- no ballot is taken from this moment on, and the round is closed by itself
			add column closes_at timestamptz,
			add constraint live_rounds_timer_at_one_pace check (closes_at is null or not self_paced)`.execute(
		db
	);
	await sql`
		create index live_rounds_due on live_rounds (closes_at)
			where closed_at is null and closes_at is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index live_rounds_due`.execute(db);
	await sql`alter table live_rounds drop column closes_at`.execute(db);
	await sql`alter table live_questions drop column seconds`.execute(db);
}
