import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { AnyCause, DateState } from '../states.ts';

/** One date of an event, for everybody who may see the event. */
export type EventDate = Readonly<{
	id: string;
	startsAt: Date;
	endsAt: Date;
	state: DateState;
	cause: AnyCause | null;
	note: string;
	moved: boolean;
	/** When it was first meant to begin, YYYY-MM-DDTHH:mm. */
	localStart: string;
	sequence: number;
	/** Where this one is elsewhere. */
	placeId: string | null;
	placeName: string | null;
	venue: string | null;
	address: string | null;
}>;

/** In the order in which they begin, without those that the recurrence has no more. */
export async function datesOf(db: Db | Trx, eventId: string): Promise<EventDate[]> {
	const rows = await db
		.selectFrom('eventDates as d')
		.leftJoin('places as p', 'p.id', 'd.placeId')
		.select(['d.id', 'd.startsAt', 'd.endsAt', 'd.state', 'd.cause', 'd.note', 'd.moved'])
		.select([
			'd.localStart',
			'd.sequence',
			'd.placeId',
			'p.name as placeName',
			'd.venue',
			'd.address'
		])
		.where('d.eventId', '=', eventId)
		.orderBy('d.startsAt')
		.orderBy('d.localStart')
		.execute();
	return rows as EventDate[];
}
