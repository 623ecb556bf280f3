import { sql, type Kysely } from 'kysely';

/**
 * `ideas.comments` counts the public comments of an idea and of everything merged into it. The rows are locked before
 * they are counted: two comments at once are counted one after the other, each seeing the one before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function count_comments_of_ideas(touched uuid[]) returns void language plpgsql as $$
		declare
			level uuid[] := touched;
			-- Only staff who write SQL by hand can merge ideas in a circle; the count must end there too.
			seen uuid[] := touched;
		begin
			while cardinality(level) > 0 loop
				-- Not "for update": whoever comments holds the key of the idea, and two of them would wait for each other.
				perform 1 from ideas where id = any(level) order by id for no key update;
				with recursive family (root, id) as (
					select id, id from unnest(level) as id
					union
					select f.root, i.id from ideas i join family f on i.merged_into = f.id
				),
				counted as (
					select f.root, count(c.id) as comments
					from family f left join idea_comments c on c.idea_id = f.id and c.visibility = 'public'
					group by f.root
				)
				update ideas i set comments = counted.comments
				from counted where i.id = counted.root and i.comments <> counted.comments;
				select coalesce(array_agg(distinct merged_into), '{}') into level
				from ideas where id = any(level) and merged_into is not null and merged_into <> all(seen);
				seen := seen || level;
			end loop;
		end $$`.execute(db);

	await sql`
		create function count_new_comments() returns trigger language plpgsql as $$
		begin
			perform count_comments_of_ideas(array(select distinct idea_id from new_comments));
			return null;
		end $$`.execute(db);
	await sql`
		create trigger count_new after insert on idea_comments
			referencing new table as new_comments for each statement execute function count_new_comments()`.execute(
		db
	);

	await sql`
		create function count_changed_comments() returns trigger language plpgsql as $$
		begin
			perform count_comments_of_ideas(array(
				select n.idea_id from new_comments n join old_comments o using (id)
				where n.visibility <> o.visibility or n.idea_id <> o.idea_id
				union
				select o.idea_id from new_comments n join old_comments o using (id) where n.idea_id <> o.idea_id
			));
			return null;
		end $$`.execute(db);
	await sql`
		create trigger count_changed after update on idea_comments
			referencing old table as old_comments new table as new_comments
			for each statement execute function count_changed_comments()`.execute(db);

	await sql`
		create function count_removed_comments() returns trigger language plpgsql as $$
		begin
			perform count_comments_of_ideas(array(select distinct idea_id from removed));
			return null;
		end $$`.execute(db);
	await sql`
		create trigger count_removed after delete on idea_comments
			referencing old table as removed for each statement execute function count_removed_comments()`.execute(
		db
	);

	await sql`
		create function count_comments_of_merged_ideas() returns trigger language plpgsql as $$
		begin
			perform count_comments_of_ideas(array(
				select n.merged_into from new_ideas n join old_ideas o using (id)
				where n.merged_into is distinct from o.merged_into and n.merged_into is not null
				union
				select o.merged_into from new_ideas n join old_ideas o using (id)
				where n.merged_into is distinct from o.merged_into and o.merged_into is not null
			));
			return null;
		end $$`.execute(db);
	await sql`
		create trigger count_comments_of_merged after update on ideas
			referencing old table as old_ideas new table as new_ideas
			for each statement execute function count_comments_of_merged_ideas()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger count_comments_of_merged on ideas`.execute(db);
	await sql`drop trigger count_removed on idea_comments`.execute(db);
	await sql`drop trigger count_changed on idea_comments`.execute(db);
	await sql`drop trigger count_new on idea_comments`.execute(db);
	await sql`drop function count_comments_of_merged_ideas, count_removed_comments, count_changed_comments, count_new_comments, count_comments_of_ideas`.execute(
		db
	);
}
