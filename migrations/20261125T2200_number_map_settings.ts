import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Counts saved settings: who saves what somebody else has changed meanwhile is told.
	await sql`alter table idea_maps add column settings_version integer not null default 1`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table idea_maps drop column settings_version`.execute(db);
}
