import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Who was there and what each item was about, as it was when the meeting was closed. Null before, and for meetings
	// that were closed before there was this column.
	await sql`alter table fund_meetings add column minutes jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table fund_meetings drop column minutes`.execute(db);
}
