import { sql, type Kysely } from 'kysely';

/**
 * `ideas.supports`: how many different participants support an idea or anything merged into it, directly or over
 * several merges. Kept by statement triggers, as the tallies are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// Up the merges, each idea locked before the next is looked at: who merges or supports meanwhile waits, or is seen
	// here. A merge changes the lower idea before the upper one is counted, so everybody locks in the same direction.
	// NO KEY UPDATE, because each new row of idea_supports holds its idea with KEY SHARE: two of them must not block
	// each other.
	await sql`
		create function count_idea_supports(of_idea uuid) returns void language plpgsql as $$
		declare
			here uuid := of_idea;
			chain uuid[] := '{}';
		begin
			while here is not null and here <> all(chain) loop
				chain := chain || here;
				select merged_into into here from ideas where id = here for no key update;
			end loop;
			update ideas i set supports = counted.people
			from (
				with recursive below as (
					select c as top, c as id from unnest(chain) c
					union
					select b.top, m.id from below b join ideas m on m.merged_into = b.id
				)
				select b.top, count(distinct s.participant) as people
				from below b left join idea_supports s on s.idea_id = b.id group by b.top
			) counted
			where i.id = counted.top and i.supports <> counted.people;
		end $$`.execute(db);
	await sql`
		create function count_changed_idea_supports() returns trigger language plpgsql as $$
		begin
			perform count_idea_supports(idea_id) from (select distinct idea_id from changed order by 1) ideas;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger count_given after insert on idea_supports
			referencing new table as changed for each statement execute function count_changed_idea_supports()`.execute(
		db
	);
	await sql`
		create trigger count_taken_back after delete on idea_supports
			referencing old table as changed for each statement execute function count_changed_idea_supports()`.execute(
		db
	);
	// The idea itself leads up the new way; where it was merged into before, its voices are gone.
	await sql`
		create function count_merged_idea_supports() returns trigger language plpgsql as $$
		begin
			perform count_idea_supports(id) from (
				select n.id from new_ideas n join old_ideas o using (id) where n.merged_into is distinct from o.merged_into
				union
				select o.merged_into from new_ideas n join old_ideas o using (id)
				where o.merged_into is not null and n.merged_into is distinct from o.merged_into
				order by 1
			) ideas;
			return null;
		end $$`.execute(db);
	// A trigger with transition tables takes no list of columns; an update that merges nothing finds nothing here.
	await sql`
		create trigger count_merged after update on ideas
			referencing old table as old_ideas new table as new_ideas
			for each statement execute function count_merged_idea_supports()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger count_merged on ideas`.execute(db);
	await sql`drop trigger count_given on idea_supports`.execute(db);
	await sql`drop trigger count_taken_back on idea_supports`.execute(db);
	await sql`drop function count_merged_idea_supports(), count_changed_idea_supports(), count_idea_supports(uuid)`.execute(
		db
	);
}
