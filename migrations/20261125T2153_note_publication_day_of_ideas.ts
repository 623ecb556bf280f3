import { sql, type Kysely } from 'kysely';

/**
 * The day on which everybody could first see an idea: what feeds and mails about new ideas go by. A trigger, because
 * ideas are published in several ways: by their author, by staff, by an import, from a queue that comes in late.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table ideas add column published_on date`.execute(db);
	await sql`update ideas set published_on = submitted_on where visibility = 'public'`.execute(db);
	await sql`
		create function note_publication_day() returns trigger language plpgsql as $$
		begin
			new.published_on := (now() at time zone 'Europe/Berlin')::date;
			return new;
		end $$`.execute(db);
	await sql`
		create trigger note_publication before insert or update of visibility on ideas
			for each row when (new.visibility = 'public' and new.published_on is null)
			execute function note_publication_day()`.execute(db);
	await sql`create index ideas_published on ideas (activity_id, published_on)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger note_publication on ideas`.execute(db);
	await sql`drop function note_publication_day`.execute(db);
	await sql`alter table ideas drop column published_on`.execute(db);
}
