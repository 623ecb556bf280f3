import { sql, type Kysely } from 'kysely';

/**
 * Points of a quiz need more than `was_revealed`: a result that was shown while people voted tells nobody what is right,
 * and one that was shown afterwards does, so that ballots of a round that was opened once more say nothing any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table live_rounds
			-- the result was shown while nobody could vote
			add column told boolean not null default false,
			-- and it took ballots again
			add column told_then_opened boolean not null default false`.execute(db);
	await sql`update live_rounds set told = true where was_revealed and closed_at is not null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table live_rounds drop column told, drop column told_then_opened`.execute(db);
}
