import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table organisation_profiles (
			organisation_id uuid primary key references organisations (id),
			-- as its managers wrote it: {website, email, phone, places, text} (core/people/organisations/profile-schema.ts)
			written jsonb not null,
			-- counts what was written: who approves, approves what they saw
			version integer not null default 1 check (version >= 1),
			-- what the public sees: a copy of what was written when an administrator approved it
			approved jsonb,
			approved_version integer,
			approved_at timestamptz,
			check (num_nonnulls(approved, approved_version, approved_at) in (0, 3)),
			check (approved_version <= version)
		)`.execute(db);
	await sql`create index activities_organisation on activities (organisation_id) where organisation_id is not null`.execute(
		db
	);
	await sql`create index memberships_organisation on memberships (organisation_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index activities_organisation, memberships_organisation`.execute(db);
	await sql`drop table organisation_profiles`.execute(db);
}
