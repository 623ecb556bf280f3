import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { addressOfDate, isElsewhere, venueOfDate } from '../dates/where.server.ts';
import type { Opening } from './is-open.ts';

/** A date of an event with tickets, as use cases ask about it before they change a registration. */
export type Ticketed = Opening &
	Readonly<{
		eventId: string;
		dateId: string;
		number: number;
		title: Translated;
		activityId: string;
		placeId: string;
		slug: string;
		/** From which receipts follow; null once the series is archived. */
		activityKey: Buffer | null;
		waitingList: boolean;
		strictOrder: boolean;
		offerHours: number;
		reminderHours: number | null;
		asksOrganisation: boolean;
		/** Whoever registers is asked something more. */
		asksQuestions: boolean;
		/** Where the date is, as guests read it. */
		where: string;
		/** The same where it is not as usual; else empty. */
		elsewhere: string;
	}>;

/** The line at one quota of one date: who has places and who waits for them. */
export type Line = Readonly<{
	at: Ticketed;
	quotaKey: number;
	capacity: number;
	/** Places, not registrations. */
	confirmed: number;
	offered: number;
	waiting: number;
}>;

const whereText = sql<string>`concat_ws(', ', nullif(${venueOfDate}, ''), nullif(${addressOfDate}, ''), p.name)`;

/**
 * First step of whatever changes a registration. The event's row is locked before it is read, so that nobody calls the
 * date off or sets up tickets meanwhile; people who register share the lock. After it comes the line's own row: always in
 * this order.
 * @throws Refusal date_unknown (404), also where nobody can register at all
 */
export async function lockTicketed(
	trx: Trx,
	{ eventId, dateId }: Readonly<{ eventId: string; dateId: string }>
): Promise<Ticketed> {
	const unknown = () => new Refusal('missing', 'date_unknown');
	if (!isUuid(eventId) || !isUuid(dateId)) throw unknown();
	await trx.selectFrom('events').select('id').where('id', '=', eventId).forKeyShare().execute();
	const row = await trx
		.selectFrom('eventDates as d')
		.innerJoin('events as e', 'e.id', 'd.eventId')
		.innerJoin('eventTicketing as t', 't.eventId', 'e.id')
		.innerJoin('eventSeries as s', 's.activityId', 'e.activityId')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.select(['e.id as eventId', 'd.id as dateId', 'e.number', 'e.title', 'e.activityId'])
		.select(['y.placeId', 's.slug', 'y.participantKey as activityKey', 'e.state as eventState'])
		.select(['e.closed', 'y.status as seriesStatus', 'd.state as dateState', 'd.startsAt'])
		.select(['t.opensAt', 't.closesHours', 't.waitingList', 't.strictOrder', 't.offerHours'])
		.select(['t.reminderHours', 't.asksOrganisation'])
		.select(
			sql<boolean>`exists (select from event_questions q where q.event_id = e.id)`.as(
				'asksQuestions'
			)
		)
		.leftJoin('places as p', (join) =>
			join.on(sql<boolean>`p.id = coalesce(d.place_id, e.place_id)`)
		)
		.select([
			whereText.as('where'),
			sql<string>`case when ${isElsewhere} then ${whereText} else '' end`.as('elsewhere')
		])
		.where('e.id', '=', eventId)
		.where('d.id', '=', dateId)
		.executeTakeFirst();
	if (!row) throw unknown();
	return row as Ticketed;
}

/**
 * The line, locked until the transaction ends: whoever has it decides alone about its places. At the first registration
 * for a date it is made; its quota cannot change meanwhile.
 */
export async function lockLine(trx: Trx, at: Ticketed, quotaKey: number): Promise<Line> {
	const row = (await locked(trx, at, quotaKey)) ?? (await made(trx, at, quotaKey));
	return { at, quotaKey, ...row };
}

const locked = (trx: Trx, { dateId }: Ticketed, quotaKey: number) =>
	trx
		.selectFrom('eventDateQuotas')
		.select(['capacity', 'confirmed', 'offered', 'waiting'])
		.where('dateId', '=', dateId)
		.where('quotaKey', '=', quotaKey)
		.forUpdate()
		.executeTakeFirst();

async function made(trx: Trx, at: Ticketed, quotaKey: number) {
	await sql`
		insert into event_date_quotas (date_id, event_id, quota_key, capacity)
		select ${at.dateId}, event_id, key, capacity from event_quotas
		where event_id = ${at.eventId} and key = ${quotaKey}
		on conflict do nothing`.execute(trx);
	return (await locked(trx, at, quotaKey))!;
}

/** The same line after something in it has changed. */
export async function lineAgain(trx: Trx, { at, quotaKey }: Line): Promise<Line> {
	return { at, quotaKey, ...(await locked(trx, at, quotaKey))! };
}
