import { recordOfResident } from '../../../core/history/record.server.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import type { EventVerb } from '../history-text.ts';
import type { Ticketed } from './line.server.ts';

/** Writes what somebody did with their own registration into the audit trail: without a person, by its day. */
export async function recordOfGuest(
	trx: Trx,
	{ activityId, placeId, number }: Ticketed,
	verb: EventVerb,
	{ places, now }: Readonly<{ places: number; now: Date }>
): Promise<void> {
	await recordOfResident(trx, now, {
		action: `events.${verb}`,
		subjectKind: 'events',
		subjectId: activityId,
		placeId,
		detail: { number, places }
	});
}
