import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table idea_project_steps (
			id uuid primary key default gen_random_uuid(),
			project_id uuid not null references idea_projects (id) on delete cascade,
			status text not null check (status in ('planned', 'started', 'done', 'notPossible')),
			reached_on date not null,
			-- what happened, translated; may be empty
			note jsonb not null default '{}',
			recorded_by uuid references accounts (id) on delete set null,
			sequence bigint generated always as identity
		)`.execute(db);
	await sql`create index idea_project_steps_project on idea_project_steps (project_id, sequence)`.execute(
		db
	);
	await sql`alter table idea_projects add column version integer not null default 1`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table idea_projects drop column version`.execute(db);
	await sql`drop table idea_project_steps`.execute(db);
}
