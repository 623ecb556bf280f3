import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Day on which staff looked at it: what was published at once still waits to be looked at.
	await sql`alter table ideas add column checked_on date`.execute(db);
	await sql`alter table idea_comments add column checked_on date`.execute(db);
	// What staff or an import brought was looked at when it was brought.
	await sql`
		create index ideas_unchecked on ideas (sequence)
		where visibility = 'public' and checked_on is null and source = 'phone'`.execute(db);
	await sql`
		create index idea_comments_unchecked on idea_comments (sequence)
		where visibility = 'public' and checked_on is null and account_id is null`.execute(db);
	await sql`create index ideas_hidden on ideas (activity_id) where visibility = 'hidden'`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table idea_comments drop column checked_on`.execute(db);
	await sql`drop index ideas_hidden`.execute(db);
	await sql`alter table ideas drop column checked_on`.execute(db);
}
