import type { Recurrence } from './recurrence.ts';

/** What is said about an event or about one of its dates. */
export type EventWords = Readonly<{
	title: string;
	description: string;
	location: string;
	url: string | null;
}>;
export type EventStatus = 'confirmed' | 'tentative' | 'cancelled';

/** One date of a repeating event that is not as the others: moved, changed or cancelled. */
export type EventOverride = EventWords &
	Readonly<{
		/** The start it would have had, wall clock of Europe/Berlin. */
		instead: string;
		start: string;
		minutes: number;
		allDay: boolean;
		status: EventStatus;
	}>;

/** An event as calendars exchange it; all times are wall clock of Europe/Berlin. */
export type CalendarEvent = EventWords &
	Recurrence &
	Readonly<{
		uid: string;
		/** Counts the changes that matter to who wants to come. */
		sequence: number;
		geo: Readonly<{ lat: number; lng: number }> | null;
		categories: readonly string[];
		/** A name, never an address. */
		organizer: string | null;
		status: EventStatus;
		/** `start` is midnight and `minutes` are whole days. */
		allDay: boolean;
		overrides: readonly EventOverride[];
	}>;
