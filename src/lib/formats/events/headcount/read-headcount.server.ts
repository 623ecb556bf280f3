import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { dateOf, type DateRow } from '../dates/change-date.server.ts';
import { eventOf, type EventRow } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { againstCounting } from './count-heads.server.ts';
import type { Ages } from './schema.ts';
import type { PeopleTarget } from './target-text.ts';

/** One count that somebody made, also if a later one replaced it. */
export type Headcount = Readonly<{
	people: number;
	ages: Ages;
	reason: string;
	countedAs: 'host' | 'office';
	countedAt: Date;
}>;

/** A date with what is known of how many people were there. */
export type HeadcountPage = Readonly<{
	event: EventRow;
	date: DateRow;
	target: PeopleTarget;
	/** Newest first: the first one counts. */
	counts: readonly Headcount[];
	/** People who were checked in at the door; null: nobody was. */
	checkedIn: number | null;
	/** Reason code of what stands against counting now; null: nothing does. */
	against: string | null;
}>;

/** For whoever may count. @throws Refusal not_allowed, event_unknown, date_unknown (404) */
export async function readHeadcount(
	db: Db,
	actor: Actor,
	{ eventId, dateId }: Readonly<{ eventId: string; dateId: string }>,
	now: Date
): Promise<HeadcountPage> {
	const event = await eventOf(db, eventId);
	demand(permissions, actor, 'countHeads', event);
	const date = await dateOf(db, eventId, dateId);
	return {
		event,
		date,
		target: await targetOf(db, eventId),
		counts: await countsOf(db, dateId),
		checkedIn: await checkedInAt(db, dateId),
		against: againstCounting(event, date, now)
	};
}

/** How many people were counted at the dates of an event, by the date's id; as long as nobody said it was not held. */
export async function headcountsOf(db: Db, eventId: string): Promise<Record<string, number>> {
	const rows = await db
		.selectFrom('eventAttendance as a')
		.innerJoin('eventDates as d', 'd.id', 'a.dateId')
		.select(['a.dateId', 'a.headcount'])
		.where('a.eventId', '=', eventId)
		.where('a.headcount', 'is not', null)
		.where('d.state', 'in', ['held', 'planned'])
		.execute();
	return Object.fromEntries(rows.map(({ dateId, headcount }) => [dateId!, headcount!]));
}

const targetOf = (db: Db, eventId: string): Promise<PeopleTarget> =>
	db
		.selectFrom('events')
		.select(['targetLeast as least', 'targetMost as most'])
		.where('id', '=', eventId)
		.executeTakeFirstOrThrow();

async function countsOf(db: Db, dateId: string): Promise<Headcount[]> {
	const rows = await db
		.selectFrom('eventHeadcounts')
		.select(['people', 'ages', 'reason', 'countedAs', 'countedAt'])
		.where('dateId', '=', dateId)
		.orderBy('id', 'desc')
		.execute();
	return rows as Headcount[];
}

async function checkedInAt(db: Db, dateId: string): Promise<number | null> {
	const row = await db
		.selectFrom('eventAttendance')
		.select(sql<number | null>`checked_in`.as('checkedIn'))
		.where('dateId', '=', dateId)
		.executeTakeFirst();
	return row?.checkedIn ?? null;
}
