import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table events
			-- of the row, which every change of its dates touches too: calendars ask for it (LAST-MODIFIED)
			add column changed_at timestamptz not null default now()`.execute(db);
	await sql`
		create function note_event_change() returns trigger language plpgsql as $$
		begin
			new.changed_at := now();
			return new;
		end $$`.execute(db);
	await sql`
		create trigger events_note_change before update on events for each row
		when (old.revision <> new.revision) execute function note_event_change()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger events_note_change on events`.execute(db);
	await sql`drop function note_event_change`.execute(db);
	await sql`alter table events drop column changed_at`.execute(db);
}
