import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table pictures (
			id uuid primary key default gen_random_uuid(),
			-- of the largest file, in pixels
			width integer not null check (width > 0),
			height integer not null check (height > 0),
			created_on date not null default current_date
		)`.execute(db);
	// In the database, so that several processes and the backup need no shared folder.
	await sql`
		create table picture_files (
			picture_id uuid not null references pictures (id) on delete cascade,
			size text not null check (size in ('small', 'large')),
			format text not null check (format in ('avif', 'webp', 'jpeg')),
			bytes bytea not null,
			primary key (picture_id, size, format)
		)`.execute(db);
	// Already compressed: trying again costs time and saves nothing.
	await sql`alter table picture_files alter column bytes set storage external`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table picture_files, pictures`.execute(db);
}
