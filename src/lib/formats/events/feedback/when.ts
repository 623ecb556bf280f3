import { opensAt, type DoorTimes } from '../door/when.ts';

const daysAfter = 30;

/** Reason code of what stands against saying now how a date was, or null. */
export function feedbackClosedBecause(date: DoorTimes, now: Date): string | null {
	if (date.dateState === 'cancelled') return 'date_cancelled';
	if (date.dateState === 'notHeld') return 'date_not_held';
	if (date.eventState !== 'approved' || date.seriesStatus === 'archived') return 'feedback_closed';
	if (now < opensAt(date)) return 'feedback_not_yet';
	return now.getTime() > date.endsAt.getTime() + daysAfter * 86_400_000 ? 'feedback_closed' : null;
}
