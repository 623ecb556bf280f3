import type { RuleProblem } from './recurrence-problem.ts';

/** Why something in a calendar file was not taken, or was taken with a guess (`encoding_windows_1252`). */
export type CalendarProblemReason =
	| 'file_too_large'
	| 'not_a_calendar'
	| 'too_many_events'
	| 'encoding_windows_1252'
	| EventProblemReason;
export type EventProblemReason =
	| 'event_unclosed'
	| 'line_unreadable'
	| 'uid_missing'
	| 'uid_twice'
	| 'start_missing'
	| 'time_unreadable'
	| 'zone_unknown'
	| 'end_before_start'
	| 'rule_twice'
	| 'rule_in_other_zone'
	| 'too_many_dates'
	| 'range_unsupported'
	| 'override_without_event'
	| RuleProblem;

/** `line`: where it stands in the file, 1 is the first. */
export type CalendarProblem = Readonly<{ line: number; reason: CalendarProblemReason }>;

/** One event cannot be read; caught where events are read one by one. */
export class EventProblem extends Error {
	readonly line: number;
	readonly reason: EventProblemReason;

	constructor(line: number, reason: EventProblemReason) {
		super(`line ${line}: ${reason}`);
		this.line = line;
		this.reason = reason;
	}
}
