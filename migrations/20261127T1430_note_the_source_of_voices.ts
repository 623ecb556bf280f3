import { sql, type Kysely } from 'kysely';

/**
 * A ballot's source is its participant's, so the table of the ballots, whose writing must stay fast, stays as it is.
 * Nothing here has a moment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_participants add column source text not null default 'phone'
			check (source in ('phone', 'tablet', 'hands', 'paper'))`.execute(db);
	await sql`
		create index live_participants_in_the_room on live_participants (activity_id, source, participant)
			where source <> 'phone'`.execute(db);
	await sql`
		create function uncount_gone_participants() returns trigger language plpgsql as $$
		begin
			update live_participant_counts c set participants = c.participants - gone.participants
			from (select activity_id, count(*) as participants from left_the_room group by activity_id) gone
			where c.activity_id = gone.activity_id;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger uncount_gone after delete on live_participants
			referencing old table as left_the_room for each statement execute function uncount_gone_participants()`.execute(
		db
	);

	await sql`
		create table live_entered (
			activity_id uuid not null,
			source text not null check (source in ('hands', 'paper')),
			-- the how-manieth hand or sheet: the same number in another round is the same participant
			number integer not null check (number between 1 and 5000),
			participant bytea not null,
			primary key (activity_id, source, number),
			unique (activity_id, participant),
			foreign key (activity_id, participant) references live_participants on delete cascade
		)`.execute(db);
	await sql`
		create table live_hand_counts (
			round_id uuid not null references live_rounds (id) on delete cascade,
			-- each change is a count of its own; undoing one takes the newest away
			number integer not null check (number >= 1),
			counts jsonb not null,
			hands integer not null check (hands between 0 and 5000),
			present integer check (present between 0 and 100000),
			primary key (round_id, number),
			constraint live_hand_counts_within_those_present check (hands <= present)
		)`.execute(db);
	await sql`
		create table live_papers (
			-- of the form that was sent: the same sheet sent twice is one
			nonce uuid primary key,
			round_id uuid not null references live_rounds (id) on delete cascade,
			number integer not null check (number between 1 and 5000),
			taken_back boolean not null default false
		)`.execute(db);
	await sql`create unique index live_papers_by_number on live_papers (round_id, number) where not taken_back`.execute(
		db
	);
	await sql`
		alter table live_control_links add column purpose text not null default 'control'
			check (purpose in ('control', 'tablet'))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`delete from live_control_links where purpose <> 'control'`.execute(db);
	await sql`alter table live_control_links drop column purpose`.execute(db);
	await sql`drop table live_papers, live_hand_counts, live_entered`.execute(db);
	await sql`drop trigger uncount_gone on live_participants`.execute(db);
	await sql`drop function uncount_gone_participants`.execute(db);
	await sql`alter table live_participants drop column source`.execute(db);
}
