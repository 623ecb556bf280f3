import { sql, type Kysely, type RawBuilder } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// What authors do with their own contribution is told without a person (actor_id is null), and only by its day.
	await sql`
		alter table history drop constraint history_actor_kind_check,
			add constraint history_actor_kind_check check (actor_kind in ('account', 'controlLink', 'system', 'resident')),
			add constraint history_resident_unnamed check (actor_kind <> 'resident' or actor_id is null)`.execute(
		db
	);
	// Read newest first by time: by id, a resident's entry would stand between staff's entries of its minute.
	await sql`create index history_time on history (at, id)`.execute(db);
	await sql`drop index history_at`.execute(db);
	// The author's minute stands nowhere else either: merges that a withdrawal undoes are undone at the start of its day.
	await releaseAt(
		db,
		sql`case new.visibility when 'withdrawn' then date_trunc('day', now(), 'Europe/Berlin') else now() end`
	);
	await sql`
		update idea_merges m set undone_at = date_trunc('day', m.undone_at, 'Europe/Berlin')
		from ideas i where i.id = m.into_id and i.visibility = 'withdrawn' and m.undone_at is not null and m.undone_by is null`.execute(
		db
	);
}

/** The function of 20261125T2204, with this time for the merges that it undoes. */
async function releaseAt(db: Kysely<unknown>, time: RawBuilder<unknown>): Promise<void> {
	await sql`
		create or replace function release_merged_ideas() returns trigger language plpgsql as $$
		declare child record;
		begin
			for child in
				update idea_merges set undone_at = ${time} where into_id = new.id and undone_at is null returning idea_id
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
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await releaseAt(db, sql`now()`);
	await sql`create index history_at on history (at)`.execute(db);
	await sql`drop index history_time`.execute(db);
	await sql`delete from history where actor_kind = 'resident'`.execute(db);
	await sql`
		alter table history drop constraint history_resident_unnamed, drop constraint history_actor_kind_check,
			add constraint history_actor_kind_check check (actor_kind in ('account', 'controlLink', 'system'))`.execute(
		db
	);
}
