import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { TicketsInput } from './schema.ts';

/** How people register for the dates of an event. */
export type Tickets = TicketsInput & Readonly<{ revision: number }>;

/** Null where nobody has set up tickets. */
export async function ticketsOf(db: Db | Trx, eventId: string): Promise<Tickets | null> {
	const row = await db
		.selectFrom('eventTicketing')
		.select(['opensAt', 'closesHours', 'waitingList', 'strictOrder', 'offerHours'])
		.select(['reminderHours', 'asksOrganisation', 'forgetDays', 'revision'])
		.where('eventId', '=', eventId)
		.executeTakeFirst();
	if (!row) return null;
	const quotas = await db
		.selectFrom('eventQuotas')
		.select(['key', 'capacity'])
		.where('eventId', '=', eventId)
		.orderBy('key')
		.execute();
	const kinds = await db
		.selectFrom('eventTicketKinds')
		.select(['id', 'quotaKey', 'name', 'hint', 'mostPlaces', 'needsGuardian'])
		.where('eventId', '=', eventId)
		.orderBy('position')
		.execute();
	return { ...row, quotas, kinds } as Tickets;
}
