import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table mails (
			id uuid primary key default gen_random_uuid(),
			recipient text not null,
			subject text not null,
			-- emptied once the mail is sent or given up: links in it open an account
			body text not null,
			created_at timestamptz not null default now(),
			attempts integer not null default 0,
			next_attempt_at timestamptz not null default now(),
			sent_at timestamptz,
			given_up_at timestamptz,
			last_error text
		)`.execute(db);
	await sql`create index mails_due on mails (next_attempt_at) where sent_at is null and given_up_at is null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table mails`.execute(db);
}
