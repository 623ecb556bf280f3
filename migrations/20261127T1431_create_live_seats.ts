import { sql, type Kysely } from 'kysely';

/**
 * One-time codes of a session that is one person, one vote. A used one says by which attempt, as a hash that leads to
 * nobody, so that a phone whose answer got lost may ask again; there is no moment, no order and no participant.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_sessions add column seats_only boolean not null default false`.execute(
		db
	);
	await sql`
		create table live_seats (
			activity_id uuid not null references live_sessions (activity_id) on delete cascade,
			code_hash text not null,
			-- null: nobody has used it
			attempt text,
			primary key (activity_id, code_hash)
		)`.execute(db);
	await sql`
		create function refuse_to_reuse_a_seat() returns trigger language plpgsql as $$
		begin
			raise exception 'a used seat code stays used' using errcode = 'check_violation';
		end $$`.execute(db);
	await sql`
		create trigger used_stays_used before update on live_seats for each row
			when (old.attempt is not null and new.attempt is distinct from old.attempt)
			execute function refuse_to_reuse_a_seat()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table live_seats`.execute(db);
	await sql`drop function refuse_to_reuse_a_seat`.execute(db);
	await sql`alter table live_sessions drop column seats_only`.execute(db);
}
