import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { EventSubject } from '../permissions.ts';
import { doorClosedBecause, type DoorTimes } from './when.ts';

export type AtDate = Readonly<{ eventId: string; dateId: string }>;

/** A date as use cases ask about it before somebody is let in. */
export type Door = EventSubject &
	DoorTimes &
	AtDate &
	Readonly<{
		number: number;
		title: Translated;
		slug: string;
		/** From which tickets follow; null once the series is archived. */
		activityKey: Buffer | null;
	}>;

/** @throws Refusal date_unknown (404) */
export async function doorOf(db: Db | Trx, { eventId, dateId }: AtDate): Promise<Door> {
	const unknown = () => new Refusal('missing', 'date_unknown');
	if (!isUuid(eventId) || !isUuid(dateId)) throw unknown();
	const row = await db
		.selectFrom('eventDates as d')
		.innerJoin('events as e', 'e.id', 'd.eventId')
		.innerJoin('eventSeries as s', 's.activityId', 'e.activityId')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.select(['e.id as eventId', 'd.id as dateId', 'e.number', 'e.title', 'e.activityId'])
		.select(['y.placeId', 'e.organisationId', 'e.invitationId', 's.slug'])
		.select(['y.participantKey as activityKey', 'e.state as eventState'])
		.select(['y.status as seriesStatus', 'd.state as dateState', 'd.startsAt', 'd.endsAt'])
		.where('e.id', '=', eventId)
		.where('d.id', '=', dateId)
		.executeTakeFirst();
	if (!row) throw unknown();
	return row as Door;
}

/** The same while nobody calls the date off: those who check people in share the lock. */
export async function lockDoor(trx: Trx, on: AtDate): Promise<Door> {
	if (isUuid(on.eventId))
		await trx
			.selectFrom('events')
			.select('id')
			.where('id', '=', on.eventId)
			.forKeyShare()
			.execute();
	return doorOf(trx, on);
}

/** @throws Refusal with the reason (409) */
export function refuseClosed(door: Door, now: Date): void {
	const against = doorClosedBecause(door, now);
	if (against) throw new Refusal('conflict', against);
}
