import ICAL from 'ical.js';
import { wallClockOf } from './wall-clock.ts';
import { utcZone, zoneNamed, zoneOf, type Zone } from './zone.ts';

/** Finds the zone of a TZID; null: unknown. */
export type Zones = (tzid: string) => Zone | null;

/** Zones that a file may explain: each takes a tenth of a second. */
const mostExplained = 20;
/** The rules that zones have; the library would never come to the end of others, such as a huge interval. */
const yearly = /^RRULE[^:]*:(?=.*FREQ=YEARLY)(?!.*(?:INTERVAL|BYHOUR|BYMINUTE|BYSECOND))/i;

/** Known names come first: what a file says of Europe/Berlin is often wrong for other years than its own. */
export function zonesOf(explained: ReadonlyMap<string, string>): Zones {
	const found = new Map<string, Zone | null>();
	let used = 0;
	const explain = (tzid: string) => {
		const text = explained.get(tzid);
		return text !== undefined && used++ < mostExplained ? explainedZone(text) : null;
	};
	return (tzid) => {
		if (/^(UTC|GMT|Z|Etc\/UTC)$/i.test(tzid)) return utcZone;
		if (!found.has(tzid)) found.set(tzid, zoneNamed(tzid) ?? explain(tzid));
		return found.get(tzid)!;
	};
}

function explainedZone(text: string): Zone | null {
	if (
		text
			.replace(/\r\n[ \t]/g, '')
			.split('\r\n')
			.some(isStrange)
	)
		return null;
	try {
		const component = new ICAL.Component(ICAL.parse(text));
		if (!component.getFirstSubcomponent('standard') && !component.getFirstSubcomponent('daylight'))
			return null;
		const zone = new ICAL.Timezone({ component });
		const utc = ICAL.Timezone.utcTimezone;
		const shown = (at: Date) => {
			const time = ICAL.Time.fromJSDate(at, true);
			time.zone = utc;
			const { year, month, day, hour, minute } = time.convertToZone(zone);
			return wallClockOf(new Date(Date.UTC(year, month - 1, day, hour, minute)));
		};
		return shown(new Date(0)) === '' ? null : zoneOf(shown);
	} catch {
		return null;
	}
}

const isStrange = (line: string): boolean => /^RRULE/i.test(line) && !yearly.test(line);
