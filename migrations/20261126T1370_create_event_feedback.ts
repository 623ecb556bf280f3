import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// No moment, no order, no registration: who used a code cannot be told from the rows.
	await sql`
		create table event_feedback_codes (
			code_hash text primary key,
			date_id uuid not null references event_dates (id) on delete cascade,
			audience text not null check (audience in ('visitors', 'exhibitors')),
			used boolean not null default false
		)`.execute(db);
	await sql`create index event_feedback_codes_date on event_feedback_codes (date_id)`.execute(db);
	await sql`
		create table event_feedback (
			id uuid primary key default gen_random_uuid(),
			date_id uuid not null references event_dates (id) on delete cascade,
			audience text not null check (audience in ('visitors', 'exhibitors')),
			face smallint not null check (face between 1 and 5),
			-- meets people here; null: not asked or not answered
			meeting_place boolean,
			words text check (char_length(words) between 1 and 500),
			-- with a code of this date, so whoever wrote it was there
			proven boolean not null
		)`.execute(db);
	await sql`create index event_feedback_date on event_feedback (date_id)`.execute(db);
	await sql`
		create table event_feedback_settings (
			event_id uuid primary key references events (id) on delete cascade,
			asks_meeting_place boolean not null
		)`.execute(db);
	await sql`
		alter table event_check_ins add column codes_given smallint not null default 0,
			-- one code for each of them
			add constraint event_check_ins_codes check (codes_given between 0 and people)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table event_check_ins drop column codes_given`.execute(db);
	await sql`drop table event_feedback_settings, event_feedback, event_feedback_codes`.execute(db);
}
