import { toLocal } from '../local-time.ts';
import { mostDates } from './recurrence-problem.ts';
import { ruleParts } from './rule-parts.ts';
import { eachWallDate } from './wall-dates.ts';
import { ourZone, type Zone } from './zone.ts';

/**
 * A rule of another zone's wall clock on that of Europe/Berlin: the same rule where it makes the same dates, else the dates
 * themselves. Null: neither, as it has no end or too many dates, and its hour here changes with the seasons.
 */
export function berlinRule(
	wall: string,
	rule: string,
	zone: Zone
): Readonly<{ rule: string | null; also: readonly string[] }> | null {
	const theirs = momentsOf(wall, rule, zone);
	const ours = momentsOf(ourZone.local(zone.at(wall)), rule, ourZone);
	if (theirs.length === ours.length && theirs.every((at, index) => at === ours[index]))
		return { rule, also: [] };
	const parts = ruleParts(rule)!;
	const ends = parts.has('COUNT') || parts.has('UNTIL');
	if (!ends || theirs.length > mostDates) return null;
	return { rule: null, also: theirs.map((at) => toLocal(new Date(at))) };
}

function momentsOf(wall: string, rule: string, zone: Zone): number[] {
	const moments: number[] = [];
	eachWallDate(wall, rule, zone.local, (local) => {
		moments.push(zone.at(local).getTime());
		return moments.length <= mostDates;
	});
	return moments;
}
