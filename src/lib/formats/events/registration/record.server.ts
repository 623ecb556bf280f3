import { recordOfResidents } from '../../../core/history/record.server.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import type { EventVerb } from '../history-text.ts';
import type { Ticketed } from './line.server.ts';

/** Writes what somebody did with their own registration into the audit trail: without a person, by its day. */
export async function recordOfGuest(
	trx: Trx,
	date: Ticketed,
	verb: EventVerb,
	{ places, now }: Readonly<{ places: number; now: Date }>
): Promise<void> {
	await recordOfGuests(trx, date, now, [[verb, { places }]]);
}

/** The same for several who came at one moment. */
export async function recordOfGuests(
	trx: Trx,
	{ activityId, placeId, number }: Ticketed,
	now: Date,
	done: readonly (readonly [EventVerb, Readonly<{ places: number }>])[]
): Promise<void> {
	const entries = done.map(([verb, { places }]) => ({
		action: `events.${verb}` as const,
		subjectKind: 'events',
		subjectId: activityId,
		placeId,
		detail: { number, places }
	}));
	await recordOfResidents(trx, now, entries);
}
