import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table fund_notices (
			id uuid primary key default gen_random_uuid(),
			application_id uuid not null references fund_applications (id) on delete cascade,
			number integer not null check (number >= 1),
			kind text not null check (kind in (
				'grant', 'rejection', 'answerReminder', 'proofReminder', 'proofOverdue', 'lapse', 'revocation', 'reclaim')),
			-- everything the letter says, as it was on its day; never changed
			content jsonb not null,
			-- name and address on the envelope; forgotten with the contact
			recipient jsonb,
			-- of reminders: the day they remind of
			due_on date,
			issued_on date not null,
			issued_by uuid references accounts (id) on delete set null,
			unique (application_id, number)
		)`.execute(db);
	// Whoever is reminded is reminded once.
	await sql`create unique index fund_notices_reminded_once on fund_notices (application_id, kind, due_on) where due_on is not null`.execute(
		db
	);
	// The account to which a payment was released, as it was then; forgotten with the contact.
	await sql`alter table fund_calls add column account jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table fund_calls drop column account`.execute(db);
	await sql`drop table fund_notices`.execute(db);
}
