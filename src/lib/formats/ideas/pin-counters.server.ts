import { sql } from 'kysely';
import { finestLevel } from '../../core/geo/cells.ts';
import type { CellRange, CellTally, Counted, Tally } from '../../core/geo/count-in-box.ts';
import type { Box } from '../../core/places/within.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { IdeaFilter } from './filter.ts';
import { publicIdeas } from './public-ideas.server.ts';

/** Sums of pins as whole numbers, as the counters keep them. */
const sums = sql<Tally>`count(*) as pins, sum(round(i.lat * 1e7)) as sum_lat,
	sum(round(i.lng * 1e7)) as sum_lng, sum(i.number) as sum_number`;

/** The counters of a map, limited to these categories; none: all. What reads them takes the same time with any number of pins. */
export const pinCounters = (
	db: Db,
	activityId: string,
	categories: readonly string[]
): Counted => ({
	cells: (level, ranges) => readCounters(db, activityId, categories, level, ranges),
	pins: (level, ranges, box) => countPins(db, activityId, categories, level, ranges, box)
});

async function readCounters(
	db: Db,
	activityId: string,
	categories: readonly string[],
	level: number,
	ranges: readonly CellRange[]
): Promise<CellTally[]> {
	const { rows } = await sql<CellTally>`
		-- As float8: a fifth quicker than sums of bigint, and exact up to 2^53, as the numbers are that are read here.
		select coalesce(r.as_cell, c.cell) as cell, sum(c.pins::float8) as pins, sum(c.sum_lat::float8) as sum_lat,
			sum(c.sum_lng::float8) as sum_lng, sum(c.sum_number::float8) as sum_number
		from unnest(${firsts(ranges)}::bigint[], ${lasts(ranges)}::bigint[], ${together(ranges)}::bigint[])
			as r (first, last, as_cell)
		cross join lateral (
			select * from idea_cells
			where activity_id = ${activityId} and level = ${level} and cell between r.first and r.last
			${categories.length > 0 ? sql`and category_id = any(${categories}::uuid[])` : sql``}
			-- Keeps the plan one look at the key per range, whatever the planner thinks of their number.
			offset 0
		) c
		group by 1 having sum(c.pins) > 0`.execute(db);
	return rows;
}

async function countPins(
	db: Db,
	activityId: string,
	categories: readonly string[],
	level: number,
	ranges: readonly CellRange[],
	box: Box
): Promise<CellTally[]> {
	const ofCategories =
		categories.length > 0 ? sql`and category_id = any(${categories}::uuid[])` : sql``;
	const { rows } = await sql<CellTally>`
		select i.cell >> ${2 * (finestLevel - level)}::integer as cell, ${sums}
		from unnest(${firsts(ranges)}::bigint[], ${lasts(ranges)}::bigint[]) as r (first, last)
		cross join lateral (
			-- Everything asked for is in the index, also the cell, which is dear to compute.
			select map_cell(lat, lng) as cell, lat, lng, number from ideas
			where activity_id = ${activityId} and map_cell(lat, lng) between r.first and r.last
				and visibility = 'public' and merged_into is null
				and lat between ${box.south} and ${box.north} and lng between ${box.west} and ${box.east} ${ofCategories}
			offset 0
		) i
		group by 1`.execute(db);
	return rows;
}

/**
 * Pins of a box by cell for filters that the counters do not know (words, status, place): the pins are counted as they
 * are. Takes time with the number of pins that fit, unlike the counters.
 */
export async function filteredCells(
	db: Db,
	activityId: string,
	filter: IdeaFilter,
	box: Box,
	level: number
): Promise<CellTally[]> {
	const ideas = await publicIdeas(db, activityId, { ...filter, box });
	return ideas
		.select([
			sql<number>`map_cell(i.lat, i.lng) >> ${2 * (finestLevel - level)}::integer`.as('cell'),
			sql<number>`count(*)`.as('pins'),
			sql<number>`sum(round(i.lat * 1e7))`.as('sumLat'),
			sql<number>`sum(round(i.lng * 1e7))`.as('sumLng'),
			sql<number>`sum(i.number)`.as('sumNumber')
		])
		.groupBy('cell')
		.execute();
}

const firsts = (ranges: readonly CellRange[]) => ranges.map(([first]) => first);
const lasts = (ranges: readonly CellRange[]) => ranges.map(([, last]) => last);
const together = (ranges: readonly CellRange[]) => ranges.map(([, , as]) => as ?? null);
