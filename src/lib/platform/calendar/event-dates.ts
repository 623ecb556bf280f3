import { fromLocal } from '../local-time.ts';
import type { CalendarEvent, EventOverride } from './calendar-event.ts';
import { occurrenceAt, occurrencesOf, type Occurrence } from './recurrence.ts';

/** One date of an event; `override` says what is different about it. */
export type EventDate = Occurrence & Readonly<{ override: EventOverride | null }>;

/**
 * The dates of an event as they really are, ascending: moved where they were moved to, cancelled ones with their override.
 * The window is that of `occurrencesOf` and counts the dates as they were planned.
 */
export function datesOf(
	event: CalendarEvent,
	window: Readonly<{ until: Date; most: number }>
): EventDate[] {
	const overrides = new Map(
		event.overrides.map((override) => [fromLocal(override.instead)!.getTime(), override])
	);
	return occurrencesOf(event, window)
		.map((planned): EventDate => {
			const override = overrides.get(planned.startsAt.getTime());
			if (!override) return { ...planned, override: null };
			return { ...occurrenceAt(fromLocal(override.start)!, override), override };
		})
		.sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}
