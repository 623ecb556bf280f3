import ICAL from 'ical.js';
import { wallClockOf } from './wall-clock.ts';
import { utcZone, zoneNamed, zoneOf, type Zone } from './zone.ts';

/** Finds the zone of a TZID; null: unknown. */
export type Zones = (tzid: string) => Zone | null;

/** Known names come first: what a file says of Europe/Berlin is often wrong for other years than its own. */
export function zonesOf(explained: ReadonlyMap<string, string>): Zones {
	const found = new Map<string, Zone | null>();
	return (tzid) => {
		if (/^(UTC|GMT|Z|Etc\/UTC)$/i.test(tzid)) return utcZone;
		if (!found.has(tzid)) found.set(tzid, zoneNamed(tzid) ?? explainedZone(explained.get(tzid)));
		return found.get(tzid)!;
	};
}

function explainedZone(text: string | undefined): Zone | null {
	if (text === undefined) return null;
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
