import { sql, type Kysely } from 'kysely';

/** Who plays along, under which drawn name. Neither points nor moments: points are counted from the ballots. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_sessions add column leaderboard boolean not null default false`.execute(
		db
	);
	await sql`
		create table live_players (
			activity_id uuid not null references live_sessions (activity_id) on delete cascade,
			participant bytea not null check (octet_length(participant) = 32),
			-- places in the lists of words; a number where all pairs of words are taken
			adjective smallint not null check (adjective >= 0),
			animal smallint not null check (animal >= 0),
			number integer not null default 1 check (number >= 1),
			-- another name may be drawn once
			redrawn boolean not null default false,
			-- does not want to appear (any more); the name stays theirs
			hidden boolean not null default false,
			primary key (activity_id, participant),
			unique (activity_id, adjective, animal, number)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table live_players`.execute(db);
	await sql`alter table live_sessions drop column leaderboard`.execute(db);
}
