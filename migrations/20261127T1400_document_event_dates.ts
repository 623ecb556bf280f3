import { sql, type Kysely } from 'kysely';

/** What happened at a date: a text for everybody, what was agreed, and photos of which everybody in them agreed. */
export async function up(db: Kysely<unknown>): Promise<void> {
	// Dates that are documented are kept, so nothing here goes with them by itself.
	await sql`
		create table event_documentations (
			date_id uuid primary key references event_dates (id),
			text jsonb not null default '{}',
			minutes_public boolean not null default false,
			-- from 1, with each change of text or minutes
			revision integer not null default 1 check (revision > 0)
		)`.execute(db);
	await sql`
		create table event_agreed_points (
			date_id uuid not null references event_documentations (date_id) on delete cascade,
			position smallint not null check (position between 1 and 20),
			agreed text not null check (char_length(agreed) between 1 and 500),
			-- an office or a function, never a person
			responsible text not null check (char_length(responsible) <= 120),
			until date,
			primary key (date_id, position)
		)`.execute(db);
	await sql`
		create table event_photos (
			picture_id uuid primary key references pictures (id),
			date_id uuid not null references event_documentations (date_id),
			position smallint not null check (position between 1 and 12),
			description jsonb not null check (description <> '{}'),
			-- everybody recognisable agreed; without that there is no row, and no picture
			consent boolean not null check (consent),
			unique (date_id, position)
		)`.execute(db);
	// Since 20261125T2151 these functions serve whatever refers to pictures by picture_id.
	await sql`
		create trigger use_pictures after insert on event_photos
			referencing new table as taken for each statement execute function use_idea_pictures()`.execute(db);
	await sql`
		create trigger delete_pictures after delete on event_photos
			referencing old table as left_behind for each statement execute function delete_idea_pictures()`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table event_photos, event_agreed_points, event_documentations`.execute(db);
}
