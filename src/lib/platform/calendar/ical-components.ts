import type { IcalLine } from './ical-lines.ts';

/** The lines of one VEVENT, without what is nested in it. `line`: its BEGIN in the file. */
export type EventBlock = Readonly<{ line: number; lines: IcalLine[] }>;

export type IcalComponents = Readonly<{
	isCalendar: boolean;
	events: EventBlock[];
	/** Lines of BEGIN of events that never end. */
	unclosed: number[];
	/** The whole text of each VTIMEZONE by its TZID. */
	zones: ReadonlyMap<string, string>;
}>;

/** Finds events and zones. One event that is not closed does not take the next one with it. */
export function icalComponents(lines: readonly IcalLine[], most: number): IcalComponents {
	const events: EventBlock[] = [];
	const unclosed: number[] = [];
	const zones = new Map<string, string>();
	let isCalendar = false;
	let event: EventBlock | null = null;
	let zone: string[] | null = null;
	/** Alarms and the like inside an event. */
	let depth = 0;
	for (const one of lines) {
		const component = one.text
			.slice(one.name.length + 1)
			.trim()
			.toUpperCase();
		const begins = one.name === 'BEGIN';
		const ends = one.name === 'END';
		if (begins && component === 'VCALENDAR') isCalendar = true;
		if (event && (component === 'VCALENDAR' || component === 'VEVENT') && (begins || ends)) {
			if (ends && component === 'VEVENT') events.push(event);
			else unclosed.push(event.line);
			event = null;
			if (events.length > most) break;
		}
		if (begins && component === 'VEVENT') [event, depth] = [{ line: one.line, lines: [] }, 0];
		else if (begins && component === 'VTIMEZONE') zone = [];
		else if (event && begins) depth++;
		else if (event && ends) depth = Math.max(0, depth - 1);
		else if (event && depth === 0) event.lines.push(one);
		zone?.push(one.text);
		if (zone && ends && component === 'VTIMEZONE') {
			const id = /^TZID(?:;[^:]*)?:(.*)$/im.exec(zone.join('\n'))?.[1]?.trim();
			if (id) zones.set(id, zone.join('\r\n'));
			zone = null;
		}
	}
	if (event) unclosed.push(event.line);
	return { isCalendar, events, unclosed, zones };
}
