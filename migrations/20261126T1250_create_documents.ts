import { sql, type Kysely } from 'kysely';

/**
 * Files that people send with what they write: plans, offers, receipts. In the database like pictures, so that several
 * processes and the backup need no shared folder.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table documents (
			id uuid primary key default gen_random_uuid(),
			media_type text not null check (media_type in ('application/pdf', 'image/jpeg')),
			name text not null check (char_length(name) between 1 and 120),
			bytes bytea not null,
			size integer not null generated always as (octet_length(bytes)) stored check (size between 1 and 10485760),
			sha256 bytea not null generated always as (sha256(bytes)) stored,
			uploaded_on date not null,
			-- 'unscanned': nobody looked for viruses, because no scanner is configured
			scan text not null check (scan in ('clean', 'unscanned')),
			in_use boolean not null default false
		)`.execute(db);
	// Already compressed: trying again costs time and saves nothing.
	await sql`alter table documents alter column bytes set storage external`.execute(db);
	await sql`create index documents_unused on documents (uploaded_on) where not in_use`.execute(db);
	// For every table with a column document_id: whether a document is used is kept by the database, so that no use case
	// can forget it. It belongs to one row only, or taking that back would take it from the other.
	await sql`
		create function use_documents() returns trigger language plpgsql as $$
		declare used bigint;
		begin
			with marked as (
				update documents d set in_use = true from taken t
				where d.id = t.document_id and not d.in_use returning d.id
			) select count(*) into used from marked;
			if used <> (select count(*) from taken where document_id is not null) then
				raise exception using errcode = 'unique_violation', constraint = 'documents_used_once',
					message = 'a document belongs to one thing only';
			end if;
			return null;
		end $$`.execute(db);
	await sql`
		create function delete_documents() returns trigger language plpgsql as $$
		begin
			delete from documents d using left_behind l where d.id = l.document_id;
			return null;
		end $$`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop function use_documents(), delete_documents()`.execute(db);
	await sql`drop table documents`.execute(db);
}
