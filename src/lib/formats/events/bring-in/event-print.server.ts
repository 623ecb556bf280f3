import { createHash } from 'node:crypto';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { contentRow } from '../entry/change-event.server.ts';
import type { EventContent } from '../entry/schema.ts';
import type { Brought } from './brought.ts';

/**
 * What a source said of an event, in a few letters: another print means that it says something else now. What whoever
 * takes the import adds is no part of it.
 */
export const printOfBrought = (brought: Brought): string => printOf(brought);

/** How an event stands here: another print than an import left means that somebody has changed it since. */
export async function printOfEvent(db: Db | Trx, eventId: string): Promise<string> {
	const content = await contentRow(db, eventId);
	return printOf({ content: sortedTexts(content), dates: await changedDates(db, eventId) });
}

/** Dates that somebody called off or changed; that they took place, or that a rule has them no more, is no change. */
async function changedDates(db: Db | Trx, eventId: string) {
	const rows = await db
		.selectFrom('eventDates')
		.select([
			'localStart',
			'startsAt',
			'endsAt',
			'state',
			'moved',
			'note',
			'placeId',
			'venue',
			'address'
		])
		.where('eventId', '=', eventId)
		.orderBy('localStart')
		.execute();
	return rows
		.map(({ state, ...date }) => ({ ...date, cancelled: state === 'cancelled' }))
		.filter(
			({ cancelled, moved, note, placeId, venue, address }) =>
				cancelled || moved || note !== '' || [placeId, venue, address].some((one) => one !== null)
		);
}

/** The database returns the languages of a text in an order of its own. */
const sortedTexts = (content: EventContent) => ({
	...content,
	...Object.fromEntries(
		(['title', 'summary', 'description'] as const).map((name) => [
			name,
			Object.entries(content[name]).sort(([a], [b]) => (a < b ? -1 : 1))
		])
	)
});

const printOf = (value: unknown): string =>
	createHash('sha256').update(JSON.stringify(value)).digest('base64url');
