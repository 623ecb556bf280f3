import { sql, type Kysely } from 'kysely';

/** A shown result is for the people in the room; that other websites may show it too, somebody has to want. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_sessions add column embeddable boolean not null default false`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_sessions drop column embeddable`.execute(db);
}
