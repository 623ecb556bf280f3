import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { PlaceKind } from '../../../core/places/kinds.ts';
import { allPlaces } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { placesOfKind } from '../coverage/read-board.server.ts';
import { isDocumented, isOpenToAll } from '../documentation/documented.server.ts';
import { permissions } from '../permissions.ts';
import { seriesOf, type Series } from '../series/series.server.ts';
import { sumUp, type ReportedDate, type Sums, type Summary } from './sum-up.ts';

/** A date with what tells it from others in a table. */
export type ListedDate = ReportedDate &
	Readonly<{
		dateId: string;
		number: number;
		startsAt: Date;
		title: Translated;
		host: string;
		placeName: string;
		/** What everybody can read of it, or could if the event was not a closed one; null: nothing. */
		documentation: Readonly<{ photos: number; points: number; isPublic: boolean }> | null;
	}>;

export type SeriesReport = Readonly<{
	series: Series;
	/** Events that everybody can see, or could. */
	published: number;
	summary: Summary;
	/** Places of the kind that the series wants to cover, also those without anything, and how many have something. */
	places: Readonly<{
		kind: PlaceKind;
		of: number;
		reached: number;
		goal: number | null;
		rows: readonly (Sums & Readonly<{ name: string }>)[];
		/** What was held elsewhere; null: nothing. */
		elsewhere: Sums | null;
	}>;
	dates: readonly ListedDate[];
}>;

/**
 * What became of a series, for those who answer for it. Dates that a changed rule has no more are none.
 * @throws Refusal not_allowed, series_unknown (404)
 */
export async function readReport(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<SeriesReport> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'seeSeries', series);
	const kind: PlaceKind = series.coverageKind ?? 'district';
	const { places, real } = await placesOfKind(db, series.placeId, kind);
	const dates = await datesOf(db, activityId, await areaOf(db, places), now);
	const summary = sumUp(dates);
	const nothing: Sums = { dates: 0, registered: 0, attended: 0 };
	return {
		series,
		published: await publishedIn(db, activityId),
		summary,
		places: {
			kind,
			of: Math.max(real, places.length),
			reached: places.filter(({ id }) => summary.byPlace.has(id)).length,
			goal: series.coverageLeast,
			rows: places.map(({ id, name }) => ({ name, ...(summary.byPlace.get(id) ?? nothing) })),
			elsewhere: summary.byPlace.get(null) ?? null
		},
		dates
	};
}

/** Which of the places a place is or lies in. */
async function areaOf(
	db: Db,
	places: readonly Readonly<{ id: string }>[]
): Promise<(placeId: string) => string | null> {
	const parents = new Map((await allPlaces(db)).map(({ id, parentId }) => [id, parentId]));
	const areas = new Set(places.map(({ id }) => id));
	const areaOf = (id: string | null | undefined): string | null =>
		!id || areas.has(id) ? (id ?? null) : areaOf(parents.get(id));
	return areaOf;
}

async function datesOf(
	db: Db,
	activityId: string,
	areaOf: (placeId: string) => string | null,
	now: Date
): Promise<ListedDate[]> {
	const rows = await db
		.selectFrom('eventDates as d')
		.innerJoin('events as e', 'e.id', 'd.eventId')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.innerJoin('places as p', (join) =>
			join.on('p.id', '=', sql<string>`coalesce(d.place_id, e.place_id)`)
		)
		.leftJoin('organisations as o', 'o.id', 'e.organisationId')
		.leftJoin('eventAttendance as a', 'a.dateId', 'd.id')
		.select(['e.id as eventId', 'd.state', 'd.cause', 'd.startsAt', 'a.attended', 'e.title'])
		.select(['d.id as dateId', 'e.number', documentationShown.as('documentation')])
		.select([
			'e.targetLeast as least',
			'e.targetMost as most',
			'p.id as place',
			'p.name as placeName'
		])
		.select(sql<string>`coalesce(o.name, e.host_name)`.as('host'))
		.select(sql<string>`to_char(d.starts_at at time zone 'Europe/Berlin', 'YYYY-MM-DD')`.as('day'))
		.select(
			sql<number>`coalesce((select sum(q.confirmed) from event_date_quotas q where q.date_id = d.id), 0)::int`.as(
				'registered'
			)
		)
		.where('e.activityId', '=', activityId)
		.where('e.state', 'in', ['approved', 'cancelled'])
		.where(sql<boolean>`d.cause is distinct from 'rule'`)
		.orderBy('d.startsAt')
		.orderBy('e.number')
		.execute();
	return rows.map(({ least, most, place, ...row }) => ({
		...(row as Omit<ListedDate, 'placeId' | 'hasBegun' | 'target'>),
		placeId: areaOf(place),
		hasBegun: row.startsAt <= now,
		target: { least, most }
	}));
}

const documentationShown = sql<
	ListedDate['documentation']
>`case when ${isDocumented} then json_build_object(
	'photos', (select count(*) from event_photos f where f.date_id = d.id),
	'points', (select count(*) from event_agreed_points a join event_documentations w on w.date_id = a.date_id
		where a.date_id = d.id and w.minutes_public),
	'isPublic', ${isOpenToAll}) end`;

async function publishedIn(db: Db, activityId: string): Promise<number> {
	const { events } = await db
		.selectFrom('events')
		.select(({ fn }) => fn.countAll<number>().as('events'))
		.where('activityId', '=', activityId)
		.where('state', 'in', ['approved', 'cancelled'])
		.executeTakeFirstOrThrow();
	return events;
}
