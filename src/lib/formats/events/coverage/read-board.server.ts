import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { PlaceKind } from '../../../core/places/kinds.ts';
import { allPlaces, pathOf, type Place } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { localDay } from '../../../platform/local-time.ts';
import { permissions } from '../permissions.ts';
import { seriesOf, type Series } from '../series/series.server.ts';
import { outsideOf, type OutsideEvent } from './outside.server.ts';
import { boardOf, columnsOf, plusDays, type Board, type Counted } from './board.ts';

/**
 * Where and when a series has events, and where it has none.
 * @throws Refusal not_allowed, series_unknown (404)
 */
export async function readBoard(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<{ series: Series; board: Board; outside: OutsideEvent[] }> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'seeSeries', series);
	const board = await coverageOf(db, series, now);
	return { series, board, outside: await outsideOf(db, series, board) };
}

/** The same for everybody who was let in before. */
export async function coverageOf(db: Db, series: Series, now: Date): Promise<Board> {
	const kind: PlaceKind = series.coverageKind ?? 'district';
	const { places, real } = await placesOfKind(db, series.placeId, kind);
	const columns = columnsOf(series, localDay(now));
	const counted = await count(
		db,
		series,
		places.map(({ id }) => id),
		columns
	);
	return boardOf(places, columns, counted, { kind, real, goal: series.coverageLeast });
}

/** All places of the kind in the city, and how many there are in reality, as the city itself says. */
export async function placesOfKind(
	db: Db,
	placeId: string,
	kind: PlaceKind
): Promise<{ places: Pick<Place, 'id' | 'name'>[]; real: number }> {
	const [city] = await pathOf(db, placeId);
	const places = await allPlaces(db);
	const parentOf = new Map(places.map((place) => [place.id, place.parentId]));
	const isIn = (id: string | null): boolean =>
		id !== null && (id === city?.id || isIn(parentOf.get(id) ?? null));
	const real = Number(city?.structure?.[kind] ?? 0);
	return {
		places: places
			.filter((place) => place.kind === kind && isIn(place.id))
			.map(({ id, name }) => ({ id, name })),
		real: Number.isFinite(real) ? real : 0
	};
}

/** Each event counts once per column and once in all, however many dates it has. */
async function count(
	db: Db,
	{ activityId }: Series,
	placeIds: readonly string[],
	{ columns, unit }: Pick<Board, 'columns' | 'unit'>
): Promise<Counted[]> {
	const first = columns[0]!;
	const last = plusDays(columns.at(-1)!, unit === 'week' ? 6 : 0);
	const column = unit === 'week' ? sql`date_trunc('week', n.day::timestamp)::date` : sql`n.day`;
	const { rows } = await sql<Counted>`
		with recursive below (top, id) as (
			select id, id from places where id = any(${placeIds}::text[])
			union all
			select b.top, p.id from below b join places p on p.parent_id = b.id
		), n as (
			select b.top, e.id, e.state, (d.starts_at at time zone 'Europe/Berlin')::date as day
			from events e join event_dates d on d.event_id = e.id
				join below b on b.id = coalesce(d.place_id, e.place_id)
			where e.activity_id = ${activityId} and e.state in ('approved', 'submitted', 'queried')
				and d.state in ('planned', 'held')
		)
		select n.top as "placeId", to_char(${column}, 'YYYY-MM-DD') as "column",
			count(distinct n.id) filter (where n.state = 'approved')::int as approved,
			count(distinct n.id) filter (where n.state <> 'approved')::int as submitted
		from n where n.day between ${first}::date and ${last}::date
		group by n.top, ${column}
		union all
		select n.top, null, count(distinct n.id) filter (where n.state = 'approved')::int,
			count(distinct n.id) filter (where n.state <> 'approved')::int
		from n group by n.top`.execute(db);
	return rows;
}
