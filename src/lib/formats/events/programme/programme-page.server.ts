import type { Db } from '../../../platform/db/database.server.ts';
import { localDay } from '../../../platform/local-time.ts';
import { placesOfCity } from '../city-places.server.ts';
import { publicSeries, type Series } from '../series/series.server.ts';
import { filterOf, isFiltered, lasting, queryOf } from './filter.ts';
import { programmeMap, type MapMeans } from './map.server.ts';
import { monthIn, monthPlus, weeksOf } from './month.ts';
import { monthOf } from './month.server.ts';
import { neighboursOf } from './neighbours.server.ts';
import { pageSize, programmeOf, type ProgrammeDate } from './programme.server.ts';

type Asked = Readonly<{
	config: MapMeans;
	locale: string;
	query: URLSearchParams;
	/** From 1. */
	page: number;
	now: Date;
}>;

/** The public programme of a series, as a list by day, as the calendar of a month or on a map. @throws Refusal series_unknown (404) */
export async function programmePage(db: Db, slug: string, asked: Asked) {
	const filter = filterOf(asked.query);
	const series = await publicSeries(db, slug);
	const view = asked.query.get('view');
	const { title, intro, placeName, firstDay, lastDay, status, outcome, themes } = series;
	return {
		series: { slug, title, intro, placeName, firstDay, lastDay, status, outcome, themes },
		filter,
		filtered: isFiltered(filter),
		query: queryOf(filter).toString(),
		subscription: queryOf(lasting(filter)).toString(),
		places: await placesOfCity(db, series.placeId),
		list: view === 'month' || view === 'map' ? null : await listOf(db, slug, asked),
		month: view === 'month' ? await calendarOf(db, series, asked) : null,
		map: view === 'map' ? await programmeMap(db, asked.config, series, filter, asked) : null
	};
}
export type ProgrammePage = Awaited<ReturnType<typeof programmePage>>;

async function listOf(db: Db, slug: string, { query, page, now }: Asked) {
	const filter = filterOf(query);
	const { series, dates, total, events } = await programmeOf(db, slug, now, { filter, page });
	return {
		days: byDay(dates),
		total,
		events,
		page,
		pages: Math.max(1, Math.ceil(total / pageSize)),
		neighbours: total === 0 ? await neighboursOf(db, series.activityId, filter, now) : []
	};
}
export type ProgrammeList = Awaited<ReturnType<typeof listOf>>;

/** The days on which they begin, in order. */
export function byDay(dates: readonly ProgrammeDate[]) {
	const days = Map.groupBy(dates, ({ startsAt }) => localDay(startsAt));
	return [...days].map(([day, own]) => ({ day, dates: own }));
}

async function calendarOf(db: Db, series: Series, { query, now }: Asked) {
	const month = monthIn(query, series, localDay(now));
	const days = await monthOf(db, series.activityId, filterOf(query), month);
	return {
		month,
		before: monthPlus(month, -1),
		after: monthPlus(month, 1),
		weeks: weeksOf(month),
		days,
		total: days.reduce((sum, day) => sum + day.total, 0)
	};
}
export type ProgrammeMonth = Awaited<ReturnType<typeof calendarOf>>;
