import ICAL from 'ical.js';
import { EventProblem } from './event-problem.ts';
import type { IcalProperty } from './ical-properties.ts';
import type { Zones } from './ical-zones.ts';
import { dayMinutes, isWallClock } from './wall-clock.ts';
import { ourZone, utcZone, type Zone } from './zone.ts';

/** A time as it is written, with the zone it is meant in. */
export type ReadTime = Readonly<{ wall: string; zone: Zone; allDay: boolean }>;

/** Of other years no calendar tells; zones would have to be calculated up to them. */
const years = /^(?:19|20|21)/;

/** On the wall clock of Europe/Berlin. A start in the gap keeps its clock, as the dates after it need it. */
export const berlinOf = ({ wall, zone }: ReadTime): string =>
	zone.isOurs ? wall : ourZone.local(zone.at(wall));

/**
 * The times of a property; EXDATE and RDATE may have many, of periods it is the start. Times without a zone are meant
 * in Europe/Berlin.
 * @throws EventProblem time_unreadable, zone_unknown
 */
export function timesOf(property: IcalProperty, zones: Zones): ReadTime[] {
	const texts = property.raw.split(',').filter((text) => text.trim() !== '');
	if (texts.length === 0) throw new EventProblem(property.line, 'time_unreadable');
	return texts.map((text) => timeOf(property, text.split('/')[0]!.trim(), zones));
}

function timeOf({ line, parameters }: IcalProperty, text: string, zones: Zones): ReadTime {
	const [, year, month, day, hour, minute, second, utc] =
		/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z?))?$/i.exec(text) ?? [];
	const allDay = hour === undefined;
	const wall = `${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}`;
	if (!isWallClock(wall) || !years.test(wall) || Number(second ?? 0) > 60)
		throw new EventProblem(line, 'time_unreadable');
	if (allDay) return { wall, zone: ourZone, allDay };
	const tzid = parameters['tzid'];
	const zone = utc ? utcZone : tzid ? zones(tzid) : ourZone;
	if (!zone) throw new EventProblem(line, 'zone_unknown');
	return { wall, zone, allDay };
}

/**
 * How long an event lasts, in minutes: until DTEND, else DURATION, else a day or no time at all.
 * @throws EventProblem end_before_start, time_unreadable, zone_unknown
 */
export function minutesOf(
	start: ReadTime,
	end: IcalProperty | undefined,
	duration: IcalProperty | undefined,
	zones: Zones
): number {
	const minutes = end
		? minutesBetween(start, timesOf(end, zones)[0]!)
		: duration
			? durationOf(duration)
			: start.allDay
				? dayMinutes
				: 0;
	if (minutes < 0) throw new EventProblem((end ?? duration)!.line, 'end_before_start');
	// Some programs let a day end on itself.
	return start.allDay
		? Math.max(dayMinutes, Math.ceil(minutes / dayMinutes) * dayMinutes)
		: minutes;
}

function minutesBetween(start: ReadTime, end: ReadTime): number {
	const [from, to] = start.allDay
		? [Date.parse(`${start.wall}Z`), Date.parse(`${berlinOf(end)}Z`)]
		: [start.zone.at(start.wall).getTime(), end.zone.at(end.wall).getTime()];
	return Math.round((to - from) / 60_000);
}

function durationOf({ line, raw }: IcalProperty): number {
	if (
		!/^[+-]?P(?=[\dT])(?:\d{1,5}W)?(?:\d{1,5}D)?(?:T(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,8}S)?)?$/i.test(
			raw
		)
	)
		throw new EventProblem(line, 'time_unreadable');
	return Math.round(ICAL.Duration.fromString(raw.toUpperCase()).toSeconds() / 60);
}

/** Duration of a period of RDATE, in minutes; null: the property has no periods. */
export function periodMinutes(property: IcalProperty, at: number, zones: Zones): number | null {
	const [start, end] = property.raw
		.split(',')
		.filter((text) => text.trim() !== '')
		[at]!.split('/');
	if (end === undefined) return null;
	const part = { ...property, raw: end.trim() };
	const isDuration = /^[+-]?P/i.test(part.raw);
	return minutesOf(
		timeOf(property, start!.trim(), zones),
		isDuration ? undefined : part,
		isDuration ? part : undefined,
		zones
	);
}
