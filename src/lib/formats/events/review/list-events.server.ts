import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { placesWhere } from '../places.ts';
import { seriesOf } from '../series/series.server.ts';
import type { State } from '../states.ts';
import type { EventFilter } from './filter.ts';

/** An event in the list of staff. */
export type ListedEvent = Readonly<{
	eventId: string;
	activityId: string;
	number: number;
	title: Translated;
	state: State;
	changedSince: boolean;
	closed: boolean;
	kind: string | null;
	host: string;
	placeName: string | null;
	/** Its next date that is not cancelled, else its first one. */
	startsAt: Date | null;
	dates: number;
	support: readonly string[];
}>;

/** As many as one page shows. */
export const pageSize = 50;

/**
 * Events of a series that are more than a host's draft; what waits for staff first, then by date.
 * @param page from 1
 * @throws Refusal not_allowed, series_unknown (404)
 */
export async function listEvents(
	db: Db,
	actor: Actor,
	activityId: string,
	filter: EventFilter,
	{ page, now }: Readonly<{ page: number; now: Date }>
): Promise<{ rows: ListedEvent[]; total: number }> {
	demand(permissions, actor, 'seeSeries', await seriesOf(db, activityId));
	const within = filter.placeId ? [...(await subtreeIds(db, [filter.placeId]))] : null;
	const found = rowsOf(db, now)
		.where('e.activityId', '=', activityId)
		.$if(filter.state !== null && filter.state !== 'changed', (query) =>
			query.where('e.state', '=', filter.state!)
		)
		.$if(filter.state === 'changed', (query) => query.where('e.changedSince', '=', true))
		.$if(within !== null, (query) => query.where(sql<boolean>`e.place_id = any(${within}::text[])`))
		.$if(filter.theme !== null, (query) =>
			query.where(sql<boolean>`${filter.theme} = any(e.themes)`)
		)
		.$if(filter.organisationId !== null, (query) =>
			query.where('e.organisationId', '=', filter.organisationId)
		);
	const { total } = await found
		.clearSelect()
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await found
		.orderBy(sql`e.state not in ('submitted', 'draft')`)
		.orderBy(sql`starts_at nulls last`)
		.orderBy('e.number')
		.limit(pageSize)
		.offset((page - 1) * pageSize)
		.execute();
	return { rows: rows as ListedEvent[], total: Number(total) };
}

/** What waits for staff at the actor's places: handed in, answered, or changed after the approval. Oldest first. */
export async function waitingFor(db: Db, actor: Actor, now: Date): Promise<ListedEvent[]> {
	const places = placesWhere(actor, 'editSeries');
	if (places.length === 0) return [];
	const rows = await rowsOf(db, now)
		.where('y.placeId', 'in', places)
		.where('y.status', '<>', 'archived')
		.where(({ or, eb }) => or([eb('e.state', '=', 'submitted'), eb('e.changedSince', '=', true)]))
		.orderBy('e.submittedOn')
		.orderBy('e.number')
		.limit(100)
		.execute();
	return rows as ListedEvent[];
}

/** What a host has not handed in, or took back before, is nobody else's business. */
const rowsOf = (db: Db, now: Date) =>
	db
		.selectFrom('events as e')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.leftJoin('organisations as o', 'o.id', 'e.organisationId')
		.leftJoin('places as p', 'p.id', 'e.placeId')
		.select(['e.id as eventId', 'e.activityId', 'e.number', 'e.title', 'e.state'])
		.select(['e.changedSince', 'e.closed', 'e.kind', 'p.name as placeName', 'e.support'])
		.select((eb) => eb.fn.coalesce('o.name', 'e.hostName').as('host'))
		.select([nextStart(now).as('startsAt'), dateCount.as('dates')])
		.where(({ or, eb }) =>
			or([eb('e.submittedOn', 'is not', null), eb('e.enteredAs', '=', 'staff')])
		);

const nextStart = (now: Date) => sql<Date | null>`coalesce(
	(select min(d.starts_at) from event_dates d where d.event_id = e.id and d.state <> 'cancelled' and d.starts_at >= ${now}),
	(select min(d.starts_at) from event_dates d where d.event_id = e.id))`;
const dateCount = sql<number>`(select count(*)::int from event_dates d where d.event_id = e.id and d.state <> 'cancelled')`;

/** Hosts with events in this series, to filter by. @throws Refusal not_allowed */
export async function hostsOf(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<{ id: string; name: string }[]> {
	demand(permissions, actor, 'seeSeries', await seriesOf(db, activityId));
	return db
		.selectFrom('organisations as o')
		.select(['o.id', 'o.name'])
		.where('o.id', 'in', (eb) =>
			eb
				.selectFrom('events as e')
				.select('e.organisationId')
				.where('e.activityId', '=', activityId)
				.where('e.organisationId', 'is not', null)
				.$castTo<{ organisationId: string }>()
		)
		.orderBy('o.nameKey')
		.execute();
}
