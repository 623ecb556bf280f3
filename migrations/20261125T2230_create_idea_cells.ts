import { sql, type Kysely } from 'kysely';

/**
 * How many public pins lie in each cell of a quadtree over the Web Mercator map, so that a view of the map costs the
 * same with a hundred pins and with a million.
 *
 * The counts follow the ideas without making anybody wait for them: statement triggers only note what changed, and
 * the notes of a transaction are added to the cells at its very end, in the order of the key. So cells are locked for
 * the moment of the commit, always after everything else and always in the same order: no deadlock.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// The number of the cell at level 22 (9.6 m at the equator) in Z-order: the bits of column and row take turns. The
	// cell around it at level z is this number >> 2 * (22 - z). Source: Morton (1966); src/lib/core/geo/cells.ts has the same.
	await sql`
		create function map_cell(lat double precision, lng double precision) returns bigint
		language plpgsql immutable strict parallel safe as $$
		declare
			-- PostgreSQL refuses the radians of 5e-324 as an underflow; 0.1 mm are none.
			near double precision := case when abs(lat) < 1e-9 then 0 else lat end;
			north double precision := radians(least(85.05112877980659, greatest(-85.05112877980659, near)));
			x bigint := least(4194303, greatest(0, floor((lng + 180) / 360 * 4194304)));
			y bigint := least(4194303, greatest(0, floor((1 - ln(tan(north) + 1 / cos(north)) / pi()) / 2 * 4194304)));
		begin
			x := (x | (x << 16)) & 281470681808895;
			y := (y | (y << 16)) & 281470681808895;
			x := (x | (x << 8)) & 71777214294589695;
			y := (y | (y << 8)) & 71777214294589695;
			x := (x | (x << 4)) & 1085102592571150095;
			y := (y | (y << 4)) & 1085102592571150095;
			x := (x | (x << 2)) & 3689348814741910323;
			y := (y | (y << 2)) & 3689348814741910323;
			x := (x | (x << 1)) & 6148914691236517205;
			y := (y | (y << 1)) & 6148914691236517205;
			return x | (y << 1);
		end $$`.execute(db);
	await sql`
		create table idea_cells (
			-- No foreign key: checking it row by row doubled an import. Cells of a map that goes are removed below.
			activity_id uuid not null,
			-- level of the quadtree, every second one: 2, 4 … 22
			level smallint not null,
			cell bigint not null,
			category_id uuid not null,
			pins integer not null,
			-- sums in 1e-7 degrees: whole numbers, so that adding and taking away leaves no crumbs
			sum_lat bigint not null,
			sum_lng bigint not null,
			-- sum of the ideas' numbers: of a cell with one pin it is that pin's
			sum_number bigint not null,
			primary key (activity_id, level, cell, category_id)
		) with (fillfactor = 85)`.execute(db);
	// Empty outside of transactions that are under way, so a crash has nothing to lose.
	await sql`
		create unlogged table idea_cell_changes (
			transaction xid8 not null default pg_current_xact_id(),
			activity_id uuid not null,
			cell bigint not null,
			category_id uuid not null,
			pins integer not null,
			sum_lat bigint not null,
			sum_lng bigint not null,
			sum_number bigint not null
		)`.execute(db);
	await sql`create index idea_cell_changes_transaction on idea_cell_changes (transaction)`.execute(
		db
	);
	await sql`create unlogged table idea_cell_turns (transaction xid8 primary key default pg_current_xact_id())`.execute(
		db
	);
	await sql`
		create index ideas_cell on ideas (activity_id, map_cell(lat, lng)) include (lat, lng, number, category_id)
			where visibility = 'public' and merged_into is null and lat is not null`.execute(db);

	for (const [name, event, tables, rows] of [
		['inserted', 'insert', 'new table as new_ideas', 'select 1 as step, n.* from new_ideas n'],
		[
			'changed',
			'update',
			'old table as old_ideas new table as new_ideas',
			'select 1 as step, n.* from new_ideas n union all select -1, o.* from old_ideas o'
		],
		['deleted', 'delete', 'old table as old_ideas', 'select -1 as step, o.* from old_ideas o']
	] as const) {
		await sql`
			create function ${sql.ref(`note_${name}_pins`)}() returns trigger language plpgsql as $$
			begin
				insert into idea_cell_changes (activity_id, cell, category_id, pins, sum_lat, sum_lng, sum_number)
				select activity_id, map_cell(lat, lng), category_id, sum(step), sum(step * round(lat * 1e7)),
					sum(step * round(lng * 1e7)), sum(step * number)
				from (${sql.raw(rows)}) steps
				where visibility = 'public' and merged_into is null and lat is not null
				group by 1, 2, 3
				having sum(step) <> 0 or sum(step * round(lat * 1e7)) <> 0 or sum(step * round(lng * 1e7)) <> 0
					or sum(step * number) <> 0;
				if found then
					insert into idea_cell_turns default values on conflict do nothing;
				end if;
				return null;
			end $$`.execute(db);
		await sql`
			create trigger ${sql.ref(`note_${name}`)} after ${sql.raw(event)} on ideas
				referencing ${sql.raw(tables)} for each statement execute function ${sql.ref(`note_${name}_pins`)}()`.execute(
			db
		);
	}

	await sql`
		create function count_noted_pins() returns trigger language plpgsql as $$
		begin
			insert into idea_cells as counted (activity_id, level, cell, category_id, pins, sum_lat, sum_lng, sum_number)
			select c.activity_id, l.level, c.cell >> (2 * (22 - l.level)), c.category_id,
				sum(c.pins), sum(c.sum_lat), sum(c.sum_lng), sum(c.sum_number)
			from idea_cell_changes c join idea_maps using (activity_id), generate_series(2, 22, 2) l (level)
			where c.transaction = pg_current_xact_id()
			group by 1, 2, 3, 4 order by 1, 2, 3, 4
			on conflict (activity_id, level, cell, category_id) do update set
				pins = counted.pins + excluded.pins,
				sum_lat = counted.sum_lat + excluded.sum_lat,
				sum_lng = counted.sum_lng + excluded.sum_lng,
				sum_number = counted.sum_number + excluded.sum_number;
			delete from idea_cells counted using (
				select distinct c.activity_id, l.level, c.cell >> (2 * (22 - l.level)) as cell, c.category_id
				from idea_cell_changes c, generate_series(2, 22, 2) l (level)
				where c.transaction = pg_current_xact_id() and c.pins < 0
			) left_by
			where counted.activity_id = left_by.activity_id and counted.level = left_by.level
				and counted.cell = left_by.cell and counted.category_id = left_by.category_id and counted.pins = 0;
			delete from idea_cells where activity_id in (
				select distinct activity_id from idea_cell_changes c where c.transaction = pg_current_xact_id()
					and not exists (select from idea_maps m where m.activity_id = c.activity_id)
			);
			delete from idea_cell_changes where transaction = pg_current_xact_id();
			delete from idea_cell_turns where transaction = pg_current_xact_id();
			return null;
		end $$`.execute(db);
	await sql`
		create constraint trigger count_noted after insert on idea_cell_turns
			deferrable initially deferred for each row execute function count_noted_pins()`.execute(db);

	await sql`
		insert into idea_cells (activity_id, level, cell, category_id, pins, sum_lat, sum_lng, sum_number)
		select activity_id, level, map_cell(lat, lng) >> (2 * (22 - level)), category_id,
			count(*), sum(round(lat * 1e7)), sum(round(lng * 1e7)), sum(number)
		from ideas, generate_series(2, 22, 2) l (level)
		where visibility = 'public' and merged_into is null and lat is not null
		group by 1, 2, 3, 4`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index ideas_cell`.execute(db);
	for (const name of ['inserted', 'changed', 'deleted']) {
		await sql`drop trigger ${sql.ref(`note_${name}`)} on ideas`.execute(db);
		await sql`drop function ${sql.ref(`note_${name}_pins`)}()`.execute(db);
	}
	await sql`drop table idea_cells, idea_cell_changes, idea_cell_turns`.execute(db);
	await sql`drop function count_noted_pins(), map_cell(double precision, double precision)`.execute(
		db
	);
}
