import { sql, type Kysely } from 'kysely';

/**
 * Questions that are asked again: each has versions that never change, and a question of a session remembers which one
 * it was. What a question of a session said before its words were put right is kept as well, so that rounds and
 * sessions can be compared by what people really read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table live_bank_questions (
			id uuid primary key default gen_random_uuid(),
			place_id text not null references places (id),
			type text not null,
			latest integer not null default 1 check (latest >= 1),
			archived_at timestamptz
		)`.execute(db);
	await sql`create index live_bank_questions_place on live_bank_questions (place_id)`.execute(db);
	await sql`
		create table live_bank_versions (
			question_id uuid not null references live_bank_questions (id),
			version integer not null check (version >= 1),
			prompt jsonb not null,
			config jsonb not null,
			created_at timestamptz not null default now(),
			primary key (question_id, version)
		)`.execute(db);
	await sql`
		create function live_bank_version_stays() returns trigger language plpgsql as $$
		begin
			raise exception 'a version of a bank question never changes';
		end $$`.execute(db);
	await sql`
		create trigger live_bank_version_stays before update or delete on live_bank_versions
			for each row execute function live_bank_version_stays()`.execute(db);
	await sql`
		alter table live_questions
			add bank_question uuid,
			add bank_version integer,
			add constraint live_questions_bank foreign key (bank_question, bank_version)
				references live_bank_versions (question_id, version) match full`.execute(db);
	await sql`
		create index live_questions_bank on live_questions (bank_question, bank_version)
			where bank_question is not null`.execute(db);
	await sql`
		create table live_former_wordings (
			question_id uuid not null references live_questions (id) on delete cascade,
			replaced_at timestamptz not null default now(),
			prompt jsonb not null,
			config jsonb not null,
			primary key (question_id, replaced_at)
		)`.execute(db);
	await sql`
		create function live_wording_is_kept() returns trigger language plpgsql as $$
		begin
			insert into live_former_wordings (question_id, prompt, config)
			select old.id, old.prompt, old.config
			where exists (select from live_rounds r where r.question_id = old.id)
			on conflict do nothing;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger live_wording_is_kept after update of prompt, config on live_questions
			for each row when (old.prompt is distinct from new.prompt or old.config is distinct from new.config)
			execute function live_wording_is_kept()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger live_wording_is_kept on live_questions`.execute(db);
	await sql`drop function live_wording_is_kept`.execute(db);
	await sql`drop table live_former_wordings`.execute(db);
	await sql`alter table live_questions drop column bank_question, drop column bank_version`.execute(
		db
	);
	await sql`drop table live_bank_versions, live_bank_questions`.execute(db);
	await sql`drop function live_bank_version_stays`.execute(db);
}
