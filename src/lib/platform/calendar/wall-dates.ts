import { RRuleTemporal } from 'rrule-temporal';
import { ruleParts, ruleText, untilOf } from './rule-parts.ts';
import { wallClockOf } from './wall-clock.ts';

/** Periods without a date after which a rule is taken to have no more, e.g. every 30 February. */
const emptyPeriods = 2000;

/**
 * Hands the wall clocks of a rule to `take`, ascending, until it says false or the rule ends. The rule runs in UTC as if
 * that were the wall clock, so that no clock change moves a date. What cannot be read has no dates.
 * @param wallOf what the wall clock shows at a moment, for an UNTIL in UTC
 */
export function eachWallDate(
	start: string,
	rule: string,
	wallOf: (at: Date) => string,
	take: (local: string) => boolean
): void {
	const own = onWallClock(rule, wallOf);
	if (own === null) return;
	try {
		new RRuleTemporal({
			rruleString: `DTSTART:${compact(start)}00Z\nRRULE:${own}`,
			maxIterations: emptyPeriods
		}).all((date) => take(wallClockOf(new Date(date.epochMilliseconds))));
	} catch {
		// Past the last year there is, or too many periods without a date: what was taken until then stands.
	}
}

/** 20261231T1800 */
const compact = (local: string): string => local.replace(/[-:]/g, '');

/** The rule with its UNTIL on the wall clock, marked as UTC as its start is. */
function onWallClock(rule: string, wallOf: (at: Date) => string): string | null {
	const parts = ruleParts(rule);
	const value = parts?.get('UNTIL');
	if (!parts || value === undefined) return parts && ruleText(parts);
	const until = untilOf(value);
	if (!until) return null;
	const wall =
		'day' in until ? `${until.day}T23:59` : 'at' in until ? wallOf(until.at) : until.local;
	return ruleText(new Map([...parts, ['UNTIL', `${compact(wall)}59Z`]]));
}
