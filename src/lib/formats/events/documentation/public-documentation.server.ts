import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { EventDate } from '../dates/read-dates.server.ts';
import type { PublicEvent } from '../programme/public-events.server.ts';
import { isDocumented } from './documented.server.ts';
import { documentationOf, type Documentation } from './read-documentation.server.ts';

/** What everybody reads of a date. */
export type PublicDocumentation = Omit<Documentation, 'revision' | 'minutesPublic'>;

/** Which dates of an event everybody can read about, and the newest of them whole; of an event that `publicEvent` gave. */
export async function documentedDates(
	db: Db,
	{ eventId, dates }: PublicEvent
): Promise<{ ids: string[]; newest: { date: EventDate; what: PublicDocumentation } | null }> {
	const rows = await db
		.selectFrom('eventDates as d')
		.select('d.id')
		.where('d.eventId', '=', eventId)
		.where(isDocumented)
		.execute();
	const ids = rows.map(({ id }) => id);
	const date = dates.findLast(({ id }) => ids.includes(id));
	return { ids, newest: date ? { date, what: await forEverybody(db, date.id) } : null };
}

/** Of one date. @throws Refusal date_unknown (404), also where nothing is written that everybody may read */
export async function publicDocumentation(
	db: Db,
	event: PublicEvent,
	dateId: string
): Promise<{ date: EventDate; what: PublicDocumentation }> {
	const { ids } = await documentedDates(db, event);
	const date = event.dates.find(({ id }) => id === dateId && ids.includes(id));
	if (!date) throw new Refusal('missing', 'date_unknown');
	return { date, what: await forEverybody(db, dateId) };
}

/** Minutes that stay between host and office never leave the server. */
async function forEverybody(db: Db, dateId: string): Promise<PublicDocumentation> {
	const { text, photos, points, minutesPublic } = await documentationOf(db, dateId);
	return { text, photos, points: minutesPublic ? points : [] };
}
