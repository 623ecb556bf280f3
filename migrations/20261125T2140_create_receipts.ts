import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table receipts (
			-- SHA-256 of the token; whoever has the token may see, correct and withdraw the contribution
			token_hash text primary key,
			activity_id uuid not null references activities (id) on delete cascade,
			-- what was contributed; the format of the activity knows in which table
			subject_id uuid not null,
			created_on date not null default current_date
		)`.execute(db);
	await sql`create index receipts_activity on receipts (activity_id, subject_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table receipts`.execute(db);
}
