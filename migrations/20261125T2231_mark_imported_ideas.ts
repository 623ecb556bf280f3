import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table ideas
			add column import_id uuid references idea_imports (id),
			-- its number or id where it came from
			add column source_ref text check (length(source_ref) <= 200),
			-- counted by an earlier procedure; no participant of ours stands behind them
			add column imported_supports integer not null default 0 check (imported_supports >= 0)`.execute(db);
	await sql`create index ideas_import on ideas (import_id) where import_id is not null`.execute(db);
	// An answer that came along with its idea is no reason to keep a mistaken import.
	await sql`alter table idea_answers add column import_id uuid references idea_imports (id)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table idea_answers drop column import_id`.execute(db);
	await sql`alter table ideas drop column import_id, drop column source_ref, drop column imported_supports`.execute(
		db
	);
}
