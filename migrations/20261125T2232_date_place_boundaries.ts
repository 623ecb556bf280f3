import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// When an outline came, changed or went: pins below it may lie in another place since then.
	await sql`alter table places add column bounded_at timestamptz`.execute(db);
	// Up to when the pins of a map have been placed by outlines.
	await sql`alter table idea_maps add column placed_at timestamptz not null default now()`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table idea_maps drop column placed_at`.execute(db);
	await sql`alter table places drop column bounded_at`.execute(db);
}
