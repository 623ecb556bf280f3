import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Beyond its competence the office enters what jury or committee decided, and the paper in which it stands.
	await sql`
		alter table fund_changes
			add column decided_by_body text check (decided_by_body in ('office', 'jury', 'committee')),
			add column paper text not null default '' check (char_length(paper) <= 120),
			add check (state <> 'approved' or decided_by_body is null or decided_by_body = 'office' or paper <> '')`.execute(
		db
	);
	await sql`update fund_changes set decided_by_body = 'office' where state in ('approved', 'rejected')`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table fund_changes drop column decided_by_body, drop column paper`.execute(db);
}
