import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table fund_attachments (
			document_id uuid primary key references documents (id),
			application_id uuid not null references fund_applications (id) on delete cascade,
			sequence bigint generated always as identity
		)`.execute(db);
	await sql`create index fund_attachments_application on fund_attachments (application_id, sequence)`.execute(
		db
	);
	await sql`
		create trigger use_documents after insert on fund_attachments
			referencing new table as taken for each statement execute function use_documents()`.execute(db);
	await sql`
		create trigger delete_documents after delete on fund_attachments
			referencing old table as left_behind for each statement execute function delete_documents()`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table fund_attachments`.execute(db);
}
