import { sql, type Kysely } from 'kysely';

/** `revealed_at` is the switch on the stage; this stays: what everybody has seen cannot be asked as if nobody had. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_rounds add column was_revealed boolean not null default false`.execute(
		db
	);
	await sql`update live_rounds set was_revealed = true where revealed_at is not null`.execute(db);
	await sql`
		alter table live_rounds add constraint live_rounds_revealed_was_revealed
			check (was_revealed or revealed_at is null)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_rounds drop column was_revealed`.execute(db);
}
