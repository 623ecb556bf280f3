import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// The last day that a mail about the whole map has covered; null until it is confirmed.
	await sql`alter table idea_follows add column told_through date`.execute(db);
	// Who asks for mails again and again at somebody else's address is counted by it.
	await sql`create index idea_follows_email on idea_follows (email)`.execute(db);
	// Followers of an idea; those of a map are found by the unique key.
	await sql`create index idea_follows_idea on idea_follows (idea_id) where idea_id is not null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index idea_follows_idea`.execute(db);
	await sql`drop index idea_follows_email`.execute(db);
	await sql`alter table idea_follows drop column told_through`.execute(db);
}
