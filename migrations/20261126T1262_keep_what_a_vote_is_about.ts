import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Revision of the application when the item's vote was opened: what the jurors had before them.
	await sql`alter table fund_agenda add column application_revision integer`.execute(db);
	await sql`
		update fund_agenda g set application_revision = a.revision
		from fund_applications a where a.id = g.application_id and g.state = 'voting'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table fund_agenda drop column application_revision`.execute(db);
}
