import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table event_imports
			-- whose programme it is; null: staff bring in what many hosts do
			add column organisation_id uuid references organisations (id),
			add column taken_as text not null default 'submitted' check (taken_as in ('draft', 'submitted', 'approved'))`.execute(
		db
	);
	await sql`update event_imports set taken_as = 'approved' where publish`.execute(db);
	await sql`
		alter table event_imports
			drop column publish,
			-- nobody publishes what is theirs
			add constraint event_imports_are_looked_at check (
				case when organisation_id is null then taken_as <> 'draft' else taken_as <> 'approved' end)`.execute(
		db
	);
	await sql`create index event_imports_organisation on event_imports (organisation_id, created_at)
		where organisation_id is not null`.execute(db);
	await sql`
		alter table event_sources
			-- each has names of its own: '1' in one table is not '1' in another
			add column organisation_id uuid references organisations (id),
			drop constraint event_sources_activity_id_source_uid_key,
			add constraint event_sources_named_once unique nulls not distinct (activity_id, source, organisation_id, uid)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`delete from event_sources where organisation_id is not null`.execute(db);
	await sql`
		alter table event_sources
			drop constraint event_sources_named_once,
			drop column organisation_id,
			add constraint event_sources_activity_id_source_uid_key unique (activity_id, source, uid)`.execute(
		db
	);
	await sql`delete from event_imports where organisation_id is not null`.execute(db);
	await sql`alter table event_imports add column publish boolean not null default false`.execute(
		db
	);
	await sql`update event_imports set publish = taken_as = 'approved'`.execute(db);
	await sql`alter table event_imports drop column taken_as, drop column organisation_id`.execute(
		db
	);
}
