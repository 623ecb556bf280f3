import { occurrencesOf, type Recurrence } from '../../../platform/calendar/recurrence.ts';
import { ruleParts, ruleText } from '../../../platform/calendar/rule-parts.ts';
import { fillsDays } from '../../../platform/calendar/wall-clock.ts';
import { fromLocal } from '../../../platform/local-time.ts';

/** Occurrences that are counted from the first on; an event has far fewer dates. */
const mostCounted = 5000;

type Kept = Readonly<{
	startsLocal: string;
	minutes: number;
	rule: string | null;
	/** As its dates were planned, wall clock of the city, at least one. */
	locals: readonly string[];
}>;

/**
 * A recurrence that says exactly the dates that there are. Rule and dates need not agree: a series ends before the rule
 * does, what has been stays when the rule changes, and a rule without an end is written down for a year.
 */
export function writtenRecurrence({ startsLocal, minutes, rule, locals }: Kept): Recurrence {
	const named = [...locals].sort();
	const [first, ...others] = named as [string, ...string[]];
	// A calendar begins with the first date, and a rule begins with its start.
	if (rule === null || others.length === 0 || first < startsLocal)
		return { start: first, minutes, rule: null, except: [], also: others };
	const last = others.at(-1)!;
	const base = { start: startsLocal, minutes, except: [], also: [] };
	const ending = endingWith(rule, last, fillsDays(startsLocal, minutes));
	const until = new Date(fromLocal(last)!.getTime() + 1);
	const planned = occurrencesOf({ ...base, rule: ending }, { until, most: mostCounted });
	const said = new Set(planned.map(({ local }) => local));
	const kept = new Set(named);
	return {
		...base,
		rule: ending,
		except: [...said].filter((local) => !kept.has(local)),
		also: named.filter((local) => !said.has(local))
	};
}

/** The same rule with its end on the last date; of whole days the end is a day (RFC 5545, 3.3.10). */
function endingWith(rule: string, last: string, isAllDay: boolean): string {
	const parts = new Map(ruleParts(rule));
	parts.delete('COUNT');
	const end = isAllDay ? last.slice(0, 10) : `${fromLocal(last)!.toISOString().slice(0, 19)}Z`;
	return ruleText(parts.set('UNTIL', end.replace(/[-:]/g, '')));
}
