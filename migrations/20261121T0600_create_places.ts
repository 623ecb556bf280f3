import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table places (
			id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
			name text not null check (name <> ''),
			kind text not null check (kind in ('city', 'district', 'socialSpace', 'quarter', 'square')),
			parent_id text references places (id),
			lat double precision check (lat between -90 and 90),
			lng double precision check (lng between -180 and 180),
			-- GeoJSON geometry (RFC 7946), Polygon or MultiPolygon
			boundary jsonb,
			-- how many children of each kind exist in reality, for coverage: {"district": 10, "socialSpace": 5}
			structure jsonb,
			position integer not null default 0,
			check (parent_id <> id),
			check ((parent_id is null) = (kind = 'city'))
		)`.execute(db);
	await sql`create index places_parent on places (parent_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table places`.execute(db);
}
