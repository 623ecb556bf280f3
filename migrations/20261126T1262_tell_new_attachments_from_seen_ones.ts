import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// How often the application had been handed in when the file was added: below the present version it has been seen.
	await sql`alter table fund_attachments add column version integer not null default 0`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table fund_attachments drop column version`.execute(db);
}
