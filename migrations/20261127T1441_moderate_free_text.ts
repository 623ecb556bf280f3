import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_sessions
			add column entries text not null default 'atOnce' check (entries in ('atOnce', 'checked')),
			-- what residents wrote is shown when two different moderators have approved it
			add column two_people boolean not null default false,
			-- stage and phones show a neutral card
			add column veiled boolean not null default false`.execute(db);
	// Put there by the word list and not by a moderator: waits until one has looked.
	await sql`alter table live_hidden_keys add column waits boolean not null default false`.execute(
		db
	);
	await sql`
		create table live_cleared_keys (
			round_id uuid not null references live_rounds (id) on delete cascade,
			key text not null,
			primary key (round_id, key)
		)`.execute(db);
	await sql`
		create table live_key_approvals (
			round_id uuid not null references live_rounds (id) on delete cascade,
			key text not null,
			-- an account or a control link
			approver text not null,
			primary key (round_id, key, approver)
		)`.execute(db);
	await sql`
		create table live_ask_approvals (
			ask_id uuid not null references live_asks (id) on delete cascade,
			approver text not null,
			primary key (ask_id, approver)
		)`.execute(db);
	await sql`
		create table caution_words (
			locale text not null check (locale in ('de', 'en', 'ar')),
			word text not null check (char_length(word) between 2 and 60),
			-- as it is compared: without case, accents and look-alikes
			folded text not null check (folded <> ''),
			primary key (locale, folded)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table caution_words, live_ask_approvals, live_key_approvals, live_cleared_keys`.execute(
		db
	);
	await sql`alter table live_hidden_keys drop column waits`.execute(db);
	await sql`alter table live_sessions drop column entries, drop column two_people, drop column veiled`.execute(
		db
	);
}
