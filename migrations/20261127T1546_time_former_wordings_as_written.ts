import { sql, type Kysely } from 'kysely';

/**
 * `now()` is when the transaction began: one that waited while a round was opened noted its change as before the round,
 * whose people had read the former words.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace function live_wording_is_kept() returns trigger language plpgsql as $$
		begin
			insert into live_former_wordings (question_id, replaced_at, prompt, config)
			select old.id, clock_timestamp(), old.prompt, old.config
			where exists (select from live_rounds r where r.question_id = old.id)
			on conflict do nothing;
			return null;
		end $$`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		create or replace function live_wording_is_kept() returns trigger language plpgsql as $$
		begin
			insert into live_former_wordings (question_id, prompt, config)
			select old.id, old.prompt, old.config
			where exists (select from live_rounds r where r.question_id = old.id)
			on conflict do nothing;
			return null;
		end $$`.execute(db);
}
