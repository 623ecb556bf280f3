import { sql, type Kysely } from 'kysely';

/**
 * `waits` says that nobody has looked; `held` that the word list put it there and nobody has approved it since. A moderator
 * who hides what waits has looked, and it takes the approvals all the same.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_hidden_keys add column held boolean not null default false`.execute(
		db
	);
	await sql`update live_hidden_keys set held = true where waits`.execute(db);
	await sql`
		alter table live_hidden_keys add constraint live_hidden_keys_waits_while_held check (held or not waits)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_hidden_keys drop column held`.execute(db);
}
