import ICAL from 'ical.js';
import { fromLocal } from '../local-time.ts';
import type { CalendarEvent, EventOverride, EventWords } from './calendar-event.ts';
import { berlinZone } from './berlin-vtimezone.ts';
import { daysOf } from './recurrence.ts';
import { ruleParts, ruleText, untilOf } from './rule-parts.ts';
import { dayMinutes, wallClockPlus } from './wall-clock.ts';

// The library does not count the space that a folded line begins with; 75 octets are allowed with it.
ICAL.foldLength = 74;

/** What the file is as a whole. */
export type WrittenCalendar = Readonly<{
	/** Who wrote it, e.g. "-//Palaver//DE". */
	product: string;
	name: string;
	/** How often programs that subscribe should ask again. */
	refreshMinutes: number;
}>;
/** @property stamp when the file is made; @property changedAt when the event was last changed */
export type WrittenEvent = CalendarEvent & Readonly<{ stamp: Date; changedAt: Date }>;

/**
 * An iCalendar file (RFC 5545, published): times in Europe/Berlin with its VTIMEZONE, durations instead of ends so that the
 * night of a clock change keeps its length, lines folded at 75 octets.
 */
export function writeIcal(calendar: WrittenCalendar, events: readonly WrittenEvent[]): string {
	const file = new ICAL.Component('vcalendar');
	const add = adder(file);
	add('version', 'text', '2.0');
	add('prodid', 'text', calendar.product);
	add('calscale', 'text', 'GREGORIAN');
	add('method', 'text', 'PUBLISH');
	// Of no type, so that no VALUE=TEXT comes between name and value: programs look for exactly this beginning.
	add('x-wr-calname', 'unknown', escaped(calendar.name));
	add('x-wr-timezone', 'unknown', 'Europe/Berlin');
	add('refresh-interval', 'duration', `PT${calendar.refreshMinutes}M`);
	file.addSubcomponent(berlinZone());
	for (const event of events) {
		file.addSubcomponent(eventOf(event));
		for (const override of event.overrides) file.addSubcomponent(overrideOf(event, override));
	}
	return `${file.toString()}\r\n`;
}

type Add = (
	name: string,
	type: string,
	value: unknown,
	parameters?: Readonly<Record<string, string>>
) => void;

/** Adds in the form the library keeps (jCal), which it then escapes and folds. */
const adder =
	(component: ICAL.Component): Add =>
	(name, type, value, parameters = {}) =>
		component.addProperty(new ICAL.Property([name, { ...parameters }, type, value] as never));

function eventOf(event: WrittenEvent): ICAL.Component {
	const component = new ICAL.Component('vevent');
	const add = adder(component);
	addHead(add, event);
	addWhen(add, event);
	addTimes(add, 'dtstart', [event.start], event.allDay);
	if (event.rule !== null) add('rrule', 'recur', recurOf(event.rule, event.allDay));
	// A day left out is written as its start, as only a start of the same kind counts.
	const except = event.except.map((local) =>
		local.length === 10 ? `${local}${event.start.slice(10)}` : local
	);
	addTimes(add, 'exdate', except, event.allDay);
	addTimes(add, 'rdate', event.also, event.allDay);
	addWords(add, event);
	if (event.geo) add('geo', 'unknown', `${event.geo.lat};${event.geo.lng}`);
	if (event.categories.length > 0) {
		const property = new ICAL.Property('categories');
		property.setValues([...event.categories]);
		component.addProperty(property);
	}
	// The standard wants an address; one that leads nowhere keeps the name.
	if (event.organizer) add('organizer', 'uri', 'invalid:nomail', { cn: event.organizer });
	add('status', 'text', event.status.toUpperCase());
	return component;
}

function overrideOf(event: WrittenEvent, override: EventOverride): ICAL.Component {
	const component = new ICAL.Component('vevent');
	const add = adder(component);
	addHead(add, event);
	addTimes(add, 'recurrence-id', [override.instead], event.allDay);
	addTimes(add, 'dtstart', [override.start], override.allDay);
	addWhen(add, override);
	addWords(add, override);
	add('status', 'text', override.status.toUpperCase());
	return component;
}

function addHead(add: Add, { uid, sequence, stamp, changedAt }: WrittenEvent): void {
	add('uid', 'text', uid);
	add('sequence', 'integer', sequence);
	add('dtstamp', 'date-time', utc(stamp));
	add('last-modified', 'date-time', utc(changedAt));
}

function addWhen(add: Add, { minutes, allDay }: Pick<EventOverride, 'minutes' | 'allDay'>): void {
	if (allDay) add('duration', 'duration', `P${daysOf(minutes)}D`);
	else if (minutes > 0) add('duration', 'duration', `PT${minutes}M`);
}

function addWords(add: Add, { title, description, location, url }: EventWords): void {
	add('summary', 'text', title);
	if (description) add('description', 'text', description);
	if (location) add('location', 'text', location);
	if (url) add('url', 'uri', url);
}

/** One line per time: long lists of them are folded in ways that some programs do not read. */
function addTimes(add: Add, name: string, locals: readonly string[], allDay: boolean): void {
	for (const local of locals) {
		if (allDay) add(name, 'date', local.slice(0, 10));
		else add(name, 'date-time', `${local}:00`, { tzid: 'Europe/Berlin' });
	}
}

const recurOf = (rule: string, allDay: boolean): object =>
	ICAL.Recur.fromString(writtenRule(rule, allDay)).toJSON();

/** UNTIL in UTC beside a start with a zone, as a day beside a day (RFC 5545, 3.3.10). */
function writtenRule(rule: string, allDay: boolean): string {
	const parts = ruleParts(rule)!;
	const until = parts.has('UNTIL') ? untilOf(parts.get('UNTIL')!) : null;
	if (!until || 'at' in until) return ruleText(parts);
	const day = 'day' in until ? until.day : until.local.slice(0, 10);
	if (allDay) return ruleText(new Map([...parts, ['UNTIL', day.replaceAll('-', '')]]));
	const last =
		'day' in until
			? fromLocal(wallClockPlus(`${day}T00:00`, dayMinutes))!.getTime() - 1000
			: fromLocal(until.local)!.getTime();
	return ruleText(new Map([...parts, ['UNTIL', utc(new Date(last)).replace(/[-:]/g, '')]]));
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

/** 2026-12-31T17:00:00Z, whole seconds. */
const utc = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
