import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table event_questions (
			id uuid primary key default gen_random_uuid(),
			event_id uuid not null references events (id) on delete cascade,
			position integer not null check (position >= 1),
			type text not null,
			prompt jsonb not null check (jsonb_typeof(prompt) = 'object' and prompt <> '{}'),
			config jsonb not null,
			required boolean not null,
			unique (event_id, position) deferrable initially deferred
		)`.execute(db);
	await sql`
		create table event_answers (
			registration_id uuid not null references event_registrations (id) on delete cascade,
			-- at the commit, so that an event can go with all that it has
			question_id uuid not null references event_questions (id) deferrable initially deferred,
			answer jsonb not null,
			primary key (registration_id, question_id)
		)`.execute(db);
	await sql`create index event_answers_question on event_answers (question_id)`.execute(db);
	await guardAnswers(db);
	await guardQuestions(db);
}

/** Nobody answers what another event asks, and what was forgotten does not come back. */
async function guardAnswers(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function guard_event_answers() returns trigger language plpgsql as $$
		begin
			perform from event_registrations r join event_questions q on q.event_id = r.event_id
			where r.id = new.registration_id and q.id = new.question_id and not r.erased
			for share of r;
			if not found then
				raise exception 'an answer belongs to a question of its event and to a guest who is not forgotten';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger event_answers_guarded before insert or update on event_answers
		for each row execute function guard_event_answers()`.execute(db);
}

/** With other options, answers would say something that nobody meant. */
async function guardQuestions(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function guard_event_questions() returns trigger language plpgsql as $$
		begin
			if exists (select from event_answers where question_id = new.id) then
				raise exception 'a question with answers can only be reworded';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger event_questions_guarded before update of type, config on event_questions
		for each row when ((new.type, new.config) is distinct from (old.type, old.config))
		execute function guard_event_questions()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table event_answers, event_questions`.execute(db);
	await sql`drop function guard_event_answers(), guard_event_questions()`.execute(db);
}
