import type { CalendarEvent } from './calendar-event.ts';
import { EventProblem, type CalendarProblem, type CalendarProblemReason } from './event-problem.ts';
import { icalComponents, type EventBlock } from './ical-components.ts';
import { readBlock, type ReadBlock } from './ical-event.ts';
import { icalLines } from './ical-lines.ts';
import { zonesOf, type Zones } from './ical-zones.ts';

export type ReadEvent = CalendarEvent;
export type ReadCalendar = Readonly<{
	events: ReadEvent[];
	/** Where each event begins in the file, by its UID. */
	lines: ReadonlyMap<string, number>;
	problems: CalendarProblem[];
}>;

/** 10 MB, larger than any calendar that people keep by hand. */
const mostBytes = 10 * 1024 * 1024;
const mostEvents = 10_000;

/**
 * Reads a calendar file (RFC 5545). What cannot be read is refused one by one, with its line and a reason; the rest is
 * there. Rules without end stay rules: `recurrenceProblem` says so, `occurrencesOf` stops where it is told.
 */
export function readIcal(bytes: Uint8Array): ReadCalendar {
	if (bytes.length > mostBytes) return nothing('file_too_large');
	const { lines, notUtf8 } = icalLines(bytes);
	const { isCalendar, events: found, unclosed, zones } = icalComponents(lines, mostEvents);
	if (!isCalendar) return nothing('not_a_calendar');
	if (found.length > mostEvents) return nothing('too_many_events', found.at(-1)!.line);
	const problems: CalendarProblem[] = unclosed.map((line) => ({ line, reason: 'event_unclosed' }));
	if (notUtf8 !== null) problems.push({ line: notUtf8, reason: 'encoding_windows_1252' });
	const blocks = readBlocks(found, zonesOf(zones), problems);
	const events = assembled(blocks, problems);
	problems.sort((one, other) => one.line - other.line);
	return { events, lines: linesOf(blocks), problems };
}

const linesOf = (blocks: readonly ReadBlock[]): ReadonlyMap<string, number> =>
	new Map(blocks.filter(({ event }) => event).map(({ uid, line }) => [uid, line]));

const nothing = (reason: CalendarProblemReason, line = 1): ReadCalendar => ({
	events: [],
	lines: new Map(),
	problems: [{ line, reason }]
});

function readBlocks(
	events: readonly EventBlock[],
	zones: Zones,
	problems: CalendarProblem[]
): ReadBlock[] {
	const context = { zones, foreignRules: 0 };
	return events.flatMap((block) => {
		try {
			return [readBlock(block, context)];
		} catch (problem) {
			if (!(problem instanceof EventProblem)) throw problem;
			problems.push({ line: problem.line, reason: problem.reason });
			return [];
		}
	});
}

/** Events with the dates of theirs that differ. Of two with the same UID the newer one stays, of equals the later. */
function assembled(blocks: readonly ReadBlock[], problems: CalendarProblem[]): ReadEvent[] {
	const events = new Map<string, ReadBlock & { event: CalendarEvent }>();
	const overrides = new Map<string, Map<string, ReadBlock>>();
	for (const block of blocks) {
		if (block.event) keepNewer(events, block.uid, block, problems);
		else {
			const known = overrides.get(block.uid) ?? new Map<string, ReadBlock>();
			keepNewer(known, block.override.instead, block, problems);
			overrides.set(block.uid, known);
		}
	}
	for (const [uid, of] of overrides)
		if (!events.has(uid))
			for (const { line } of of.values()) problems.push({ line, reason: 'override_without_event' });
	return [...events].map(([uid, { event }]) => {
		const own = [...(overrides.get(uid)?.values() ?? [])].flatMap(({ override }) => override ?? []);
		const replaced = new Set(own.map(({ instead }) => instead));
		const rest = event.overrides.filter(({ instead }) => !replaced.has(instead));
		return { ...event, overrides: [...rest, ...own] };
	});
}

function keepNewer<B extends ReadBlock>(
	kept: Map<string, B>,
	key: string,
	block: B,
	problems: CalendarProblem[]
): void {
	const before = kept.get(key);
	const older = before && (block.sequence < before.sequence ? block : before);
	if (older) problems.push({ line: older.line, reason: 'uid_twice' });
	if (older !== block) kept.set(key, block);
}
