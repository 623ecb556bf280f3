import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Where a guest last heard that their date is, as it was written; empty: where the event is.
	await sql`alter table event_registrations add column told_elsewhere text not null default ''`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table event_registrations drop column told_elsewhere`.execute(db);
}
