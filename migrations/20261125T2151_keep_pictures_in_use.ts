import { sql, type Kysely } from 'kysely';

/**
 * A photo is stored before its contribution is sent, so that the preview can show it. Whether a contribution has it
 * is kept by the database: no use case can forget it, and a picture goes with what it belongs to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table pictures add column in_use boolean not null default false`.execute(db);
	await sql`create index pictures_unused on pictures (created_on) where not in_use`.execute(db);
	// Two contributions with one picture: withdrawing the one would take it from the other.
	await sql`create unique index idea_photos_picture on idea_photos (picture_id)`.execute(db);
	await sql`
		create function use_idea_pictures() returns trigger language plpgsql as $$
		begin
			update pictures p set in_use = true from taken t where p.id = t.picture_id;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger use_pictures after insert on idea_photos
			referencing new table as taken for each statement execute function use_idea_pictures()`.execute(db);
	await sql`
		create function delete_idea_pictures() returns trigger language plpgsql as $$
		begin
			delete from pictures p using left_behind l where p.id = l.picture_id;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger delete_pictures after delete on idea_photos
			referencing old table as left_behind for each statement execute function delete_idea_pictures()`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger delete_pictures on idea_photos`.execute(db);
	await sql`drop trigger use_pictures on idea_photos`.execute(db);
	await sql`drop function delete_idea_pictures(), use_idea_pictures()`.execute(db);
	await sql`drop index idea_photos_picture, pictures_unused`.execute(db);
	await sql`alter table pictures drop column in_use`.execute(db);
}
