import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Field to language tag to text, beside the German of the catalogue: {"title": {"en": "…"}}, {"label": {…}, "unit": {…}}
	await sql`alter table measures add column translations jsonb not null default '{}'`.execute(db);
	await sql`alter table indicators add column translations jsonb not null default '{}'`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table indicators drop column translations`.execute(db);
	await sql`alter table measures drop column translations`.execute(db);
}
