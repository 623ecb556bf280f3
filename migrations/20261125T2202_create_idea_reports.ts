import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table idea_reports (
			id uuid primary key default gen_random_uuid(),
			idea_id uuid not null references ideas (id) on delete cascade,
			-- null: the idea itself
			comment_id uuid references idea_comments (id) on delete cascade,
			participant bytea not null,
			reason text not null,
			reported_on date not null default current_date,
			-- staff looked at it and decided
			settled_on date,
			unique nulls not distinct (idea_id, comment_id, participant)
		)`.execute(db);
	await sql`create index idea_reports_open on idea_reports (idea_id) where settled_on is null`.execute(
		db
	);
	await sql`create index idea_reports_comment on idea_reports (comment_id) where comment_id is not null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table idea_reports`.execute(db);
}
