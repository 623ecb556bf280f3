import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// What authors do with their own contribution is told without a person (actor_id is null), and only by its day.
	await sql`
		alter table history drop constraint history_actor_kind_check,
			add constraint history_actor_kind_check check (actor_kind in ('account', 'controlLink', 'system', 'resident')),
			add constraint history_resident_unnamed check (actor_kind <> 'resident' or actor_id is null)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`delete from history where actor_kind = 'resident'`.execute(db);
	await sql`
		alter table history drop constraint history_resident_unnamed, drop constraint history_actor_kind_check,
			add constraint history_actor_kind_check check (actor_kind in ('account', 'controlLink', 'system'))`.execute(
		db
	);
}
