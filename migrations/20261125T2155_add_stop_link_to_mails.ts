import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Where one click ends mails of this kind (RFC 8058). Mails that have one go to people without an account: their row
	// is deleted as soon as the mail is sent or given up.
	await sql`alter table mails add column stop_url text`.execute(db);
	await sql`create index mails_stop_url on mails (stop_url) where stop_url is not null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index mails_stop_url`.execute(db);
	await sql`alter table mails drop column stop_url`.execute(db);
}
