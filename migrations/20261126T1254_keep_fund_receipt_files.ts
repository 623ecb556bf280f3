import { sql, type Kysely } from 'kysely';

/** What proofs of use need beside receipts: their pictures, what the office says to each, and when a proof is due. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table fund_receipts
			-- what the office says where it recognises less
			add column office_remark text not null default '',
			-- counts every change by the applicant
			add column revision integer not null default 0`.execute(db);
	// A receipt proves costs of its own project.
	await sql`alter table fund_lines add constraint fund_lines_of_application unique (application_id, id)`.execute(
		db
	);
	await sql`
		alter table fund_receipts add constraint fund_receipts_own_line
			foreign key (application_id, line_id) references fund_lines (application_id, id)`.execute(db);
	await sql`
		create table fund_receipt_files (
			receipt_id uuid primary key references fund_receipts (id) on delete cascade,
			document_id uuid not null references documents (id),
			-- of the file as it is kept: one picture proves one expense, in whatever project
			sha256 bytea not null constraint fund_receipt_files_used_once unique
		)`.execute(db);
	await sql`create index fund_receipt_files_document on fund_receipt_files (document_id)`.execute(
		db
	);
	await sql`create trigger use_documents after insert on fund_receipt_files
		referencing new table as taken for each statement execute function use_documents()`.execute(db);
	await sql`create trigger delete_documents after delete on fund_receipt_files
		referencing old table as left_behind for each statement execute function delete_documents()`.execute(
		db
	);
	await sql`
		alter table fund_proofs
			-- counts every saving of the report
			add column revision integer not null default 0`.execute(db);
	await sql`create index fund_proofs_due on fund_proofs (due_on)`.execute(db);
	// By whichever step a project begins or its end moves: its proof is due so many days after its end as its rules say.
	await sql`
		create function fund_proofs_due() returns trigger language plpgsql as $$
		begin
			insert into fund_proofs (application_id, due_on)
				values (new.id, new.ends_on + (new.rules ->> 'proofDays')::integer)
				on conflict (application_id) do update set due_on = excluded.due_on;
			return null;
		end $$`.execute(db);
	await sql`create trigger fund_proofs_due after insert or update of state, ends_on on fund_applications
		for each row when (new.state = 'running') execute function fund_proofs_due()`.execute(db);
	await sql`
		insert into fund_proofs (application_id, due_on)
			select id, ends_on + (rules ->> 'proofDays')::integer from fund_applications where state = 'running'
			on conflict (application_id) do update set due_on = excluded.due_on`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger fund_proofs_due on fund_applications`.execute(db);
	await sql`drop function fund_proofs_due()`.execute(db);
	await sql`drop index fund_proofs_due`.execute(db);
	await sql`alter table fund_proofs drop column revision`.execute(db);
	await sql`drop table fund_receipt_files`.execute(db);
	await sql`alter table fund_receipts drop constraint fund_receipts_own_line, drop column office_remark, drop column revision`.execute(
		db
	);
	await sql`alter table fund_lines drop constraint fund_lines_of_application`.execute(db);
}
