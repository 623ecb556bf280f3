import { occurrencesOf, type Recurrence } from '../../../platform/calendar/recurrence.ts';
import { ruleParts } from '../../../platform/calendar/rule-parts.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import { writtenRecurrence } from '../feeds/written-recurrence.ts';

type Period = Readonly<{ firstDay: string; lastDay: string | null }>;

/** A recurrence as the series can hold it. */
export type Fitted = Readonly<{
	recurrence: Recurrence;
	/** Occurrences before the series begins or after its end that the file names. */
	leftOut: number;
	/** Its rule goes on for ever, the series does not. */
	endsWithSeries: boolean;
	/** How many were counted. */
	counted: number;
}>;

/** From the first one on; a daily one for more than thirty years. */
const mostCounted = 12_000;
/** Series without an end: further ahead nobody plans. */
const farAhead = '2060-01-01T00:00';

/**
 * Lets a recurrence begin within the period of the series: a weekly meeting since 2019 is in the Aktionswoche with its
 * dates of that week. The end is left to the series, which writes down no dates after its own.
 * @returns null where nothing of it falls into the period
 */
export function withinPeriod(recurrence: Recurrence, period: Period): Fitted | null {
	const isInside = (local: string) =>
		local.slice(0, 10) >= period.firstDay &&
		(period.lastDay === null || local.slice(0, 10) <= period.lastDay);
	const until = fromLocal(period.lastDay ? `${period.lastDay}T23:59` : farAhead)!;
	const all = occurrencesOf(recurrence, { until, most: mostCounted });
	const inside = all.map(({ local }) => local).filter(isInside);
	const first = inside[0];
	if (first === undefined) return null;
	const isEndless = recurrence.rule !== null && !hasEnd(recurrence.rule);
	const later = recurrence.also.filter((local) => !isInside(local) && local > first);
	const beginsInside = isInside(recurrence.start) && recurrence.also.every(isInside);
	return {
		recurrence: beginsInside
			? recurrence
			: beginningWith(first, inside, recurrence, isEndless && period.lastDay === null),
		leftOut: all.length - inside.length + later.length,
		endsWithSeries: isEndless && period.lastDay !== null,
		counted: all.length
	};
}

function hasEnd(rule: string): boolean {
	const parts = ruleParts(rule);
	return parts?.has('COUNT') === true || parts?.has('UNTIL') === true;
}

function beginningWith(
	first: string,
	inside: readonly string[],
	{ minutes, rule, except, also }: Recurrence,
	goesOn: boolean
): Recurrence {
	if (!goesOn) return writtenRecurrence({ startsLocal: first, minutes, rule, locals: inside });
	const isLater = (local: string) => local >= first.slice(0, local.length);
	return {
		start: first,
		minutes,
		rule,
		except: except.filter(isLater),
		also: also.filter(isLater)
	};
}
