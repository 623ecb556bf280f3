import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { AccessFeature, Audience, Cost, EventKind } from '../choices.ts';
import type { ProgrammeFilter } from '../programme/filter.ts';
import { conditionsOf, publicDates, type Condition } from '../programme/public-dates.server.ts';
import type { Series } from '../series/series.server.ts';
import type { DateState } from '../states.ts';

/** One date of an event in a feed; place, venue and address only where this one is elsewhere. */
export type FeedDate = Readonly<{
	localStart: string;
	startsAt: Date;
	endsAt: Date;
	state: DateState;
	moved: boolean;
	note: string;
	placeName: string | null;
	venue: string | null;
	address: string | null;
}>;

/** An event as feeds tell it, with all its dates, the past ones too. */
export type FeedEvent = Readonly<{
	eventId: string;
	number: number;
	revision: number;
	changedAt: Date;
	title: Translated;
	summary: Translated;
	description: Translated;
	kind: EventKind;
	themes: readonly string[];
	audiences: readonly Audience[];
	ageFrom: number | null;
	ageTo: number | null;
	host: string;
	placeId: string;
	placeName: string;
	venue: string;
	address: string;
	lat: number | null;
	lng: number | null;
	meeting: string;
	languages: readonly string[];
	accessibility: readonly AccessFeature[];
	cost: Cost;
	costCents: number | null;
	costText: string;
	needsRegistration: boolean;
	/** What its dates follow; see `platform/calendar/recurrence.ts`. */
	startsLocal: string;
	minutes: number;
	rule: string | null;
	dates: readonly FeedDate[];
}>;

/** Every event of which at least one date fits the filter, by number. */
export const feedEvents = async (
	db: Db,
	{ activityId }: Pick<Series, 'activityId'>,
	filter: ProgrammeFilter
): Promise<FeedEvent[]> => eventsWith(db, activityId, await conditionsOf(db, filter));

/** @throws Refusal event_unknown (404), also for a closed one and for one that is not published */
export async function feedEvent(
	db: Db,
	{ activityId }: Pick<Series, 'activityId'>,
	number: number
): Promise<FeedEvent> {
	const [event] = await eventsWith(db, activityId, [sql<boolean>`e.number = ${number}`]);
	if (!event) throw new Refusal('missing', 'event_unknown');
	return event;
}

async function eventsWith(
	db: Db,
	activityId: string,
	conditions: readonly Condition[]
): Promise<FeedEvent[]> {
	const found = publicDates(db, activityId)
		.where(({ and }) => and([...conditions]))
		.select('e.id');
	const events = await db
		.selectFrom('events as e')
		.innerJoin('places as p', 'p.id', 'e.placeId')
		.leftJoin('organisations as o', 'o.id', 'e.organisationId')
		.select(['e.id as eventId', 'e.number', 'e.revision', 'e.changedAt', 'e.title', 'e.summary'])
		.select(['e.description', 'e.kind', 'e.themes', 'e.audiences', 'e.ageFrom', 'e.ageTo'])
		.select(['p.id as placeId', 'p.name as placeName', 'e.venue', 'e.address', 'e.lat', 'e.lng'])
		.select(['e.meeting', 'e.languages', 'e.accessibility', 'e.cost', 'e.costCents', 'e.costText'])
		.select(['e.needsRegistration', 'e.startsLocal', 'e.minutes', 'e.rule'])
		.select((eb) => eb.fn.coalesce('o.name', 'e.hostName').as('host'))
		.where('e.id', 'in', found)
		.orderBy('e.number')
		.execute();
	const dates = await datesByEvent(
		db,
		events.map(({ eventId }) => eventId)
	);
	return events.map((event) => ({
		...(event as Omit<FeedEvent, 'dates'>),
		dates: dates.get(event.eventId) ?? []
	}));
}

async function datesByEvent(
	db: Db,
	eventIds: readonly string[]
): Promise<ReadonlyMap<string, FeedDate[]>> {
	const rows = await db
		.selectFrom('eventDates as d')
		.leftJoin('places as p', 'p.id', 'd.placeId')
		.select(['d.eventId', 'd.localStart', 'd.startsAt', 'd.endsAt', 'd.state', 'd.note'])
		.select(['d.moved', 'p.name as placeName', 'd.venue', 'd.address'])
		.where(sql<boolean>`d.event_id = any(${[...eventIds]}::uuid[])`)
		.where(sql<boolean>`d.cause is distinct from 'rule'`)
		.orderBy('d.startsAt')
		.orderBy('d.localStart')
		.execute();
	const byEvent = new Map<string, FeedDate[]>();
	for (const { eventId, ...date } of rows) {
		const own = byEvent.get(eventId) ?? [];
		byEvent.set(eventId, own);
		own.push(date as FeedDate);
	}
	return byEvent;
}
