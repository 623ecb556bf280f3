import { sql, type Kysely } from 'kysely';

/**
 * Once the session is archived a question is asked by a pseudonym that is nobody's participant, so the foreign key goes.
 * Until then only participants ask.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_asks drop constraint live_asks_activity_id_participant_fkey`.execute(
		db
	);
	await sql`
		create function refuse_unknown_asker() returns trigger language plpgsql as $$
		begin
			perform from live_participants p
				where p.activity_id = new.activity_id and p.participant = new.participant for key share;
			if not found then
				raise exception 'only participants ask' using errcode = 'foreign_key_violation';
			end if;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger asked_by_participants before insert on live_asks for each row
			execute function refuse_unknown_asker()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger asked_by_participants on live_asks`.execute(db);
	await sql`drop function refuse_unknown_asker`.execute(db);
	// Not valid: those of archived sessions are nobody's.
	await sql`
		alter table live_asks add constraint live_asks_activity_id_participant_fkey
			foreign key (activity_id, participant) references live_participants (activity_id, participant) not valid`.execute(
		db
	);
}
