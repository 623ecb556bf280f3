import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Who speaks for the city says for which office; residents have none.
	await sql`alter table idea_comments add column office text not null default ''`.execute(db);
	await sql`alter table idea_comments add constraint idea_comments_office check ((account_id is null) = (office = ''))`.execute(
		db
	);
	await sql`create index idea_comments_participant on idea_comments (participant, submitted_on)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index idea_comments_participant`.execute(db);
	await sql`alter table idea_comments drop column office`.execute(db);
}
