import { sql, type Kysely } from 'kysely';

/**
 * Pictures that an activity asks about, with what they show. A copy of an activity shares them: a picture goes with the
 * last activity that has it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table activity_pictures (
			activity_id uuid not null references activities (id) on delete cascade,
			picture_id uuid not null references pictures (id),
			-- for people who do not see it: language tag to text
			alt jsonb not null check (jsonb_typeof(alt) = 'object' and alt <> '{}'),
			-- they are listed as they came
			added integer generated always as identity,
			primary key (activity_id, picture_id)
		)`.execute(db);
	await sql`create index activity_pictures_picture on activity_pictures (picture_id)`.execute(db);
	await sql`
		create function use_activity_pictures() returns trigger language plpgsql as $$
		begin
			update pictures p set in_use = true from taken t where p.id = t.picture_id and not p.in_use;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger use_pictures after insert on activity_pictures
			referencing new table as taken for each statement execute function use_activity_pictures()`.execute(
		db
	);
	await sql`
		create function delete_activity_pictures() returns trigger language plpgsql as $$
		begin
			delete from pictures p using left_behind l
			where p.id = l.picture_id and not exists (select from activity_pictures a where a.picture_id = p.id);
			return null;
		end $$`.execute(db);
	await sql`
		create trigger delete_pictures after delete on activity_pictures
			referencing old table as left_behind for each statement execute function delete_activity_pictures()`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table activity_pictures`.execute(db);
	await sql`drop function use_activity_pictures(), delete_activity_pictures()`.execute(db);
}
