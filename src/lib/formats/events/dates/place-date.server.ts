import type { Actor } from '../../../access/actor.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { isSameCity } from '../entry/fits-series.server.ts';
import { eventLimits } from '../entry/schema.ts';
import type { EventRow } from '../event.server.ts';
import { changeOne, noteFrom, type DateRef } from './change-date.server.ts';

/** Where a date is; all empty: where the event is. */
export type DatePlace = Readonly<{ placeId: string; venue: string; address: string; note: string }>;

/**
 * Lets one date take place somewhere else, or again where the event is, as long as it has not begun.
 * @throws Refusal not_allowed, event_unknown, date_unknown (404); place_elsewhere, text_too_long at the field (422);
 *   not_possible_now, changed_meanwhile (409)
 */
export async function placeDate(
	db: Db,
	actor: Actor,
	ref: DateRef,
	{ placeId, venue, address, note }: DatePlace,
	now: Date
): Promise<void> {
	await changeOne(db, actor, ref, {
		right: 'changeDate',
		from: ['planned'],
		verb: 'datePlaced',
		set: async ({ startsAt }, event, trx) => {
			if (startsAt <= now) throw new Refusal('conflict', 'not_possible_now');
			return {
				placeId: await placeFrom(trx, placeId, event),
				venue: lineFrom(venue, 'venue'),
				address: lineFrom(address, 'address'),
				note: noteFrom(note)
			};
		}
	});
}

async function placeFrom(trx: Trx, chosen: string, event: EventRow): Promise<string | null> {
	if (chosen === '') return null;
	if (await isSameCity(trx, chosen, event.placeId)) return chosen;
	throw new Refusal('invalid', 'place_elsewhere', { placeId: 'place_elsewhere' });
}

function lineFrom(typed: string, field: string): string | null {
	const line = cleanLine(typed);
	if (lengthOf(line) <= eventLimits.line) return line || null;
	throw new Refusal('invalid', 'text_too_long', { [field]: 'text_too_long' });
}
