import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { AccessFeature, Cost, EventKind } from '../choices.ts';
import { publicSeries, type Series } from '../series/series.server.ts';
import { addressOfDate, venueOfDate } from '../dates/where.server.ts';
import { isDocumented } from '../documentation/documented.server.ts';
import type { DateState } from '../states.ts';
import { noFilter, type ProgrammeFilter } from './filter.ts';
import { conditionsOf, notOver, publicDates, type Condition } from './public-dates.server.ts';

/** One date in the programme. */
export type ProgrammeDate = Readonly<{
	dateId: string;
	number: number;
	title: Translated;
	summary: Translated;
	kind: EventKind;
	host: string;
	placeId: string;
	placeName: string;
	venue: string;
	address: string;
	languages: readonly string[];
	accessibility: readonly AccessFeature[];
	cost: Cost;
	costCents: number | null;
	costText: string;
	needsRegistration: boolean;
	startsAt: Date;
	endsAt: Date;
	state: DateState;
	moved: boolean;
	note: string;
	/** Everybody can read what happened there. */
	documented: boolean;
}>;

/** As many dates as one page lists. */
export const pageSize = 50;

/** What was found: so many dates of so many events, and one page of them. */
export type Found = Readonly<{ dates: ProgrammeDate[]; total: number; events: number }>;

/**
 * The dates of a series that are not over, or those of the chosen days, in order.
 * @throws Refusal series_unknown (404)
 */
export async function programmeOf(
	db: Db,
	slug: string,
	now: Date,
	{
		filter = noFilter,
		page = 1,
		size = pageSize
	}: Readonly<{ filter?: ProgrammeFilter; page?: number; size?: number }> = {}
): Promise<Found & { series: Series }> {
	const series = await publicSeries(db, slug);
	const conditions = [...(await conditionsOf(db, filter)), ...notOver(filter, now)];
	const counted = await countDates(db, series.activityId, conditions);
	if (counted.total <= (page - 1) * size) return { series, ...counted, dates: [] };
	const dates = await datesIn(db, series.activityId, conditions)
		.orderBy('d.startsAt')
		.orderBy('e.number')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	return { series, ...counted, dates: dates as ProgrammeDate[] };
}

async function countDates(
	db: Db,
	activityId: string,
	conditions: readonly Condition[]
): Promise<{ total: number; events: number }> {
	return publicDates(db, activityId)
		.where(({ and }) => and([...conditions]))
		.select([
			sql<number>`count(*)::int`.as('total'),
			sql<number>`count(distinct e.id)::int`.as('events')
		])
		.executeTakeFirstOrThrow();
}

const datesIn = (db: Db, activityId: string, conditions: readonly Condition[]) =>
	publicDates(db, activityId)
		.where(({ and }) => and([...conditions]))
		.leftJoin('organisations as o', 'o.id', 'e.organisationId')
		.innerJoin('places as p', (join) =>
			join.on(sql<boolean>`p.id = coalesce(d.place_id, e.place_id)`)
		)
		.select(['d.id as dateId', 'e.number', 'e.title', 'e.summary', 'e.kind', 'p.id as placeId'])
		.select(['p.name as placeName', 'e.languages', 'e.accessibility', 'e.cost', 'e.costCents'])
		.select(['e.costText', 'e.needsRegistration'])
		.select((eb) => [
			eb.fn.coalesce('o.name', 'e.hostName').as('host'),
			venueOfDate.as('venue'),
			addressOfDate.as('address')
		])
		.select(['d.startsAt', 'd.endsAt', 'd.state', 'd.moved', 'd.note'])
		.select(isDocumented.as('documented'));
