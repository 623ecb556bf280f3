import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Answers } from '../../../questions/answer-text.ts';
import type { ListedQuestion } from '../../../questions/contract.ts';
import { eventOf, type EventRow } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import type { DateState } from '../states.ts';
import { answersOf } from './questions/answers.server.ts';
import { questionsOf } from './questions/asked-questions.server.ts';
import type { RegistrationState } from './states.ts';
import { ticketsOf, type Tickets } from './tickets.server.ts';

export type ListedGuest = Readonly<{
	registrationId: string;
	kindName: Translated;
	places: number;
	state: RegistrationState;
	name: string | null;
	email: string | null;
	organisation: string | null;
	guardian: boolean;
	registeredOn: string;
	/** By the question's id. */
	answers: Answers;
}>;

/** One date with those who registered for it, in the order in which they came. */
export type GuestList = Readonly<{
	dateId: string;
	startsAt: Date;
	dateState: DateState;
	/** Places of all quotas together. */
	capacity: number;
	/** The same as at other dates; null where it is as usual. */
	usual: number | null;
	confirmed: number;
	offered: number;
	waiting: number;
	/** Different institutions among those with places. */
	institutions: number;
	guests: readonly ListedGuest[];
}>;

/** What host and staff see of the registrations for an event. */
export type Registrations = Readonly<{
	event: EventRow;
	tickets: Tickets | null;
	questions: readonly ListedQuestion[];
	dates: readonly GuestList[];
	maySetUp: boolean;
}>;

/** Those that were cancelled or expired are counted nowhere and listed last. @throws Refusal not_allowed, event_unknown */
export async function readRegistrations(
	db: Db,
	actor: Actor,
	eventId: string
): Promise<Registrations> {
	const event = await eventOf(db, eventId);
	demand(permissions, actor, 'seeRegistrations', event);
	const guests = await guestsOf(db, eventId);
	const dates = await linesOf(db, eventId);
	return {
		event,
		tickets: await ticketsOf(db, eventId),
		questions: await questionsOf(db, eventId),
		dates: dates.map((date) => ({
			...date,
			guests: guests.filter(({ dateId }) => dateId === date.dateId)
		})),
		maySetUp: can(permissions, actor, 'setUpTickets', event)
	};
}

async function linesOf(db: Db, eventId: string): Promise<Omit<GuestList, 'guests'>[]> {
	const { rows } = await sql<Omit<GuestList, 'guests'>>`
		select d.id as "dateId", d.starts_at as "startsAt", d.state as "dateState", sum(q.capacity)::int as capacity,
			case when bool_or(q.own_capacity) then sum(u.capacity)::int end as usual,
			sum(q.confirmed)::int as confirmed, sum(q.offered)::int as offered, sum(q.waiting)::int as waiting,
			(select count(distinct r.organisation_key)::int from event_registrations r
				where r.date_id = d.id and r.state = 'confirmed') as institutions
		from event_date_quotas q join event_dates d on d.id = q.date_id
		join event_quotas u on u.event_id = q.event_id and u.key = q.quota_key
		where q.event_id = ${eventId}
		group by d.id order by d.starts_at, d.id`.execute(db);
	return rows;
}

async function guestsOf(db: Db, eventId: string): Promise<(ListedGuest & { dateId: string })[]> {
	const rows = await db
		.selectFrom('eventRegistrations as r')
		.innerJoin('eventTicketKinds as k', 'k.id', 'r.kindId')
		.select(['r.id as registrationId', 'r.dateId', 'k.name as kindName', 'r.places', 'r.state'])
		.select(['r.name', 'r.email', 'r.organisation', 'r.guardian', 'r.registeredOn'])
		.where('r.eventId', '=', eventId)
		.orderBy(sql`r.state in ('cancelled', 'expired')`)
		.orderBy('r.position')
		.execute();
	const answers = await answersOf(db, eventId);
	return rows.map((row) => ({
		...row,
		answers: answers.get(row.registrationId) ?? {}
	})) as (ListedGuest & {
		dateId: string;
	})[];
}
