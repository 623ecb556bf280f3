import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// An idea that staff hide or its author withdraws must not take along what others said: their ideas stand alone again.
	await sql`
		create function release_merged_ideas() returns trigger language plpgsql as $$
		declare child record;
		begin
			for child in
				update idea_merges set undone_at = now() where into_id = new.id and undone_at is null returning idea_id
			loop
				with recursive below (id) as (
					select child.idea_id
					union
					select m.idea_id from idea_merges m join below b on m.into_id = b.id where m.undone_at is null
				)
				update ideas set merged_into = nullif(child.idea_id, ideas.id)
				from below where ideas.id = below.id;
			end loop;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger release_merged_ideas after update of visibility on ideas
		for each row when (old.visibility is distinct from new.visibility
			and new.visibility in ('hidden', 'withdrawn') and new.merged_into is null)
		execute function release_merged_ideas()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger release_merged_ideas on ideas`.execute(db);
	await sql`drop function release_merged_ideas()`.execute(db);
}
