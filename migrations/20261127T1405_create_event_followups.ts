import { sql, type Kysely } from 'kysely';

/** Questions to those who were at a date, some months later. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await createFollowUps(db);
	await createCodes(db);
	await createAnswers(db);
	// Whoever registers says whether they may be asked once more; their address is copied after the date, without their name.
	await sql`alter table event_registrations add column ask_later boolean not null default false`.execute(
		db
	);
}

async function createFollowUps(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table event_followups (
			date_id uuid primary key references event_dates (id),
			state text not null default 'planned' check (state in ('planned', 'open', 'closed')),
			-- days after the end of the date until people are asked, after that until a reminder (null: none) and the end
			after_days smallint not null check (after_days between 1 and 365),
			remind_days smallint check (remind_days between 1 and 60),
			open_days smallint not null check (open_days between 7 and 120),
			-- from so many answers on it counts as a survey that was carried out
			least smallint not null check (least between 1 and 500),
			revision integer not null default 1 check (revision > 0),
			-- addresses of guests who agreed have been copied
			collected boolean not null default false,
			opened_at timestamptz,
			reminded boolean not null default false,
			closed_on date,
			-- why it counts with fewer answers; empty: nobody said that it does
			counts_because text not null default '' check (char_length(counts_because) <= 400),
			check (remind_days is null or remind_days < open_days),
			check ((state = 'planned') = (opened_at is null)),
			check ((state = 'closed') = (closed_on is not null)),
			check (counts_because = '' or state = 'closed')
		)`.execute(db);
	await sql`
		create table event_followup_questions (
			id uuid primary key default gen_random_uuid(),
			date_id uuid not null references event_followups (date_id) on delete cascade,
			position integer not null,
			type text not null,
			prompt jsonb not null,
			config jsonb not null,
			required boolean not null default false,
			unique (date_id, position) deferrable initially deferred,
			unique (date_id, id)
		)`.execute(db);
}

/**
 * No moment, no order; whoever marks a code writes all of its date anew, so that no row tells which answer came with it.
 * An address goes with its answer.
 */
async function createCodes(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table event_followup_codes (
			code_hash text primary key,
			date_id uuid not null references event_followups (date_id) on delete cascade,
			used boolean not null default false
		)`.execute(db);
	await sql`create index event_followup_codes_date on event_followup_codes (date_id)`.execute(db);
	await sql`
		create table event_followup_readers (
			id uuid primary key default gen_random_uuid(),
			date_id uuid not null references event_followups (date_id) on delete cascade,
			email text not null check (char_length(email) between 3 and 254),
			locale text not null check (char_length(locale) between 2 and 35),
			-- null until they are asked
			code_hash text unique references event_followup_codes (code_hash) on delete cascade,
			unique (date_id, email)
		)`.execute(db);
}

async function createAnswers(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table event_followup_answers (
			id uuid primary key default gen_random_uuid(),
			date_id uuid not null references event_followups (date_id) on delete cascade,
			unique (date_id, id)
		)`.execute(db);
	await sql`
		create table event_followup_replies (
			answer_id uuid not null,
			question_id uuid not null,
			-- both belong to one follow-up
			date_id uuid not null,
			answer jsonb not null,
			-- what the type of the question makes of it for indicators
			value double precision,
			outcome text,
			missing boolean not null,
			primary key (answer_id, question_id),
			foreign key (date_id, answer_id) references event_followup_answers (date_id, id) on delete cascade,
			foreign key (date_id, question_id) references event_followup_questions (date_id, id) on delete cascade
		)`.execute(db);
	await sql`create index event_followup_replies_question on event_followup_replies (question_id)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table event_registrations drop column ask_later`.execute(db);
	await sql`drop table event_followup_replies, event_followup_answers, event_followup_readers, event_followup_codes,
		event_followup_questions, event_followups`.execute(db);
}
