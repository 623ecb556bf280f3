import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { historyOf, type SubjectEntry } from '../../../core/history/subject-history.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import { permissions } from '../permissions.ts';
import { placesWhere } from '../places.ts';
import type { State } from '../states.ts';
import type { SeriesInput } from './schema.ts';
import { columns, seriesOf, type Series } from './series.server.ts';

type Counts = Readonly<Partial<Record<State, number>>>;
/** A series in the list of those who work with it; states without any event are absent. */
export type SeriesRow = Series & Readonly<{ counts: Counts; changedSince: number }>;

const countsOf = sql<Counts>`coalesce((select jsonb_object_agg(n.state, n.count) from (
	select e.state, count(*) from events e where e.activity_id = s.activity_id and e.state not in ('draft', 'withdrawn')
	group by e.state) n), '{}')`;
const changedOf = sql<number>`(select count(*)::int from events e where e.activity_id = s.activity_id and e.changed_since)`;

/** Series at the actor's places, newest first. @throws Refusal not_allowed */
export async function listSeries(db: Db, actor: Actor): Promise<SeriesRow[]> {
	demand(permissions, actor, 'list', null);
	const places = placesWhere(actor, 'seeSeries');
	if (places.length === 0) return [];
	const rows = await columns(db)
		.select([countsOf.as('counts'), changedOf.as('changedSince')])
		.where('y.placeId', 'in', places)
		.orderBy('s.firstDay', 'desc')
		.orderBy('s.slug')
		.execute();
	return rows as SeriesRow[];
}

/** A series with all that its staff see and set. */
export type SeriesDetail = Readonly<{
	series: Series;
	settings: SeriesInput;
	/** Nobody has entered an event yet, not even a draft. */
	empty: boolean;
	may: Readonly<Record<'editSeries' | 'invite' | 'enterFor' | 'importEvents', boolean>>;
}>;

/** @throws Refusal not_allowed, series_unknown (404) */
export async function readSeries(db: Db, actor: Actor, activityId: string): Promise<SeriesDetail> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'seeSeries', series);
	const { lastNumber } = await db
		.selectFrom('eventSeries')
		.select('lastNumber')
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	const may = (action: keyof SeriesDetail['may']) => can(permissions, actor, action, series);
	return {
		series,
		settings: settingsOf(series, await measuresOf(db, activityId)),
		empty: lastNumber === 0,
		may: {
			editSeries: may('editSeries'),
			invite: may('invite'),
			enterFor: may('enterFor'),
			importEvents: may('importEvents')
		}
	};
}

/** The same, for who may change it. @throws Refusal not_allowed, series_unknown (404) */
export async function seriesToEdit(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<SeriesDetail> {
	demand(permissions, actor, 'editSeries', await seriesOf(db, activityId));
	return readSeries(db, actor, activityId);
}

const settingsOf = (series: Series, measures: string[]): SeriesInput => ({
	title: series.title,
	placeId: series.placeId,
	locales: series.locales as SeriesInput['locales'],
	startsAt: fromLocal(`${series.firstDay}T00:00`),
	endsAt: series.lastDay ? fromLocal(`${series.lastDay}T23:59`) : null,
	measures,
	retainUntil: series.retainUntil,
	organisationId: series.organisationId,
	slug: series.slug,
	intro: series.intro,
	kind: series.kind,
	firstDay: series.firstDay,
	lastDay: series.lastDay,
	coverageKind: series.coverageKind,
	coverageLeast: series.coverageLeast,
	openToHosts: series.openToHosts,
	hostsUntil: series.hostsUntil,
	themes: [...series.themes]
});

async function measuresOf(db: Db, activityId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('activityMeasures')
		.select('measureCode')
		.where('activityId', '=', activityId)
		.orderBy('measureCode')
		.execute();
	return rows.map(({ measureCode }) => measureCode);
}

/** Who did what to this series and its events, newest first. @throws Refusal not_allowed */
export async function seriesHistory(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<SubjectEntry[]> {
	demand(permissions, actor, 'editSeries', await seriesOf(db, activityId));
	return historyOf(db, 'events', activityId);
}
