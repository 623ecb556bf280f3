import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Only the window that runs, one row a map: a count for each window would tell, with the order of the ideas, when
	// somebody wrote.
	await sql`
		create table idea_arrivals (
			activity_id uuid primary key references idea_maps (activity_id) on delete cascade,
			window_started_at timestamptz not null,
			ideas integer not null
		)`.execute(db);
	// What staff are told: so many ideas came at once that one should look who or what wrote them.
	await sql`
		create table idea_bursts (
			activity_id uuid not null references idea_maps (activity_id) on delete cascade,
			started_at timestamptz not null,
			ideas integer not null,
			primary key (activity_id, started_at)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table idea_bursts, idea_arrivals`.execute(db);
}
