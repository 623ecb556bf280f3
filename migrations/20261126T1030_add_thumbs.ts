import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// A list of ideas with photos shall stay light. Pictures from before have none: their small file is served instead.
	await sql`
		alter table picture_files drop constraint picture_files_size_check,
			add constraint picture_files_size_check check (size in ('thumb', 'small', 'large'))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`delete from picture_files where size = 'thumb'`.execute(db);
	await sql`
		alter table picture_files drop constraint picture_files_size_check,
			add constraint picture_files_size_check check (size in ('small', 'large'))`.execute(db);
}
