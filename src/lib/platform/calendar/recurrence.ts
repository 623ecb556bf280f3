import { fromLocal, toLocal } from '../local-time.ts';
import { eachWallDate } from './wall-dates.ts';
import { dayMinutes, fillsDays, wallClockPlus } from './wall-clock.ts';

/** When something takes place, on the wall clock of Europe/Berlin. */
export type Recurrence = Readonly<{
	/** Of the first date, YYYY-MM-DDTHH:mm. */
	start: string;
	/** How long each date lasts; whole days from midnight end at midnight, whatever the clocks do. */
	minutes: number;
	/** An RRULE value without "RRULE:"; null: once. */
	rule: string | null;
	/** Starts left out: YYYY-MM-DDTHH:mm, or YYYY-MM-DD for every start of that day. */
	except: readonly string[];
	/** Starts added. */
	also: readonly string[];
}>;

/** One date. `local` is what the clock shows when it begins. */
export type Occurrence = Readonly<{ local: string; startsAt: Date; endsAt: Date }>;

/**
 * The dates that begin before `until`, ascending, at most `most` of them, no moment twice. A start that the clocks skip in
 * March is an hour later on the clock; one that they show twice in October is the first. RFC 5545 moves the first date only (3.3.5) and leaves out later ones in the gap (3.3.10): a
 * meeting that is not there would surprise more than one an hour later, so all are moved.
 */
export function occurrencesOf(
	recurrence: Recurrence,
	window: Readonly<{ until: Date; most: number }>
): Occurrence[] {
	const except = new Set(recurrence.except);
	const added = new Set(recurrence.also);
	const starts = new Map<number, Date>();
	const add = (local: string) => {
		const at = fromLocal(local);
		if (!at || Number.isNaN(at.getTime()) || at >= window.until) return false;
		if (!isLeftOut(local, at, except)) starts.set(at.getTime(), at);
		return starts.size < window.most + added.size;
	};
	if (recurrence.rule === null) add(recurrence.start);
	else eachWallDate(recurrence.start, recurrence.rule, toLocal, add);
	for (const local of added) add(local);
	return [...starts.values()]
		.sort((one, other) => one.getTime() - other.getTime())
		.slice(0, window.most)
		.map((at) => occurrenceAt(at, recurrence));
}

/** Other calendars name a start in the gap by the clock or as it was written. */
const isLeftOut = (local: string, at: Date, except: ReadonlySet<string>): boolean =>
	[local, toLocal(at), local.slice(0, 10)].some((name) => except.has(name));

/** One date by its start. Whole days end at midnight. */
export function occurrenceAt(
	startsAt: Date,
	{ start, minutes }: Pick<Recurrence, 'start' | 'minutes'>
): Occurrence {
	const local = toLocal(startsAt);
	const endsAt = fillsDays(start, minutes)
		? fromLocal(wallClockPlus(`${local.slice(0, 10)}T00:00`, minutes))!
		: new Date(startsAt.getTime() + minutes * 60_000);
	return { local, startsAt, endsAt };
}

/** Days that a date fills, rounded up, for what is written as a day. */
export const daysOf = (minutes: number): number => Math.max(1, Math.ceil(minutes / dayMinutes));
