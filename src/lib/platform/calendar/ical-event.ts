import type { CalendarEvent, EventOverride } from './calendar-event.ts';
import { EventProblem } from './event-problem.ts';
import { berlinRule } from './foreign-rule.ts';
import type { EventBlock } from './ical-components.ts';
import { propertiesOf, type IcalProperty } from './ical-properties.ts';
import { berlinOf, minutesOf, periodMinutes, timesOf, type ReadTime } from './ical-times.ts';
import {
	categoriesOf,
	geoOf,
	organizerOf,
	sequenceOf,
	statusOf,
	wordsOf,
	type Property
} from './ical-words.ts';
import type { Zones } from './ical-zones.ts';
import { localDay, toLocal } from '../local-time.ts';
import { ruleProblem } from './recurrence-problem.ts';
import { ruleParts, ruleText, untilOf } from './rule-parts.ts';

/** One VEVENT: an event, or one date of it that is not as the others. */
export type ReadBlock = Readonly<{ line: number; uid: string; sequence: number }> &
	(
		| Readonly<{ event: CalendarEvent; override?: never }>
		| Readonly<{ override: EventOverride; event?: never }>
	);

/** Dates that EXDATE and RDATE of one event may name. */
const mostNamed = 4000;

/** Rules of other zones that one file may have: each is tried date by date, which takes up to a tenth of a second. */
const mostForeignRules = 100;

/** What the events of one file share; `foreignRules` counts. */
export type ReadContext = Readonly<{ zones: Zones }> & { foreignRules: number };

/**
 * Reads one VEVENT.
 * @throws EventProblem with the line and why it cannot be taken
 */
export function readBlock(block: EventBlock, context: ReadContext): ReadBlock {
	const { zones } = context;
	const properties = propertiesOf(block);
	const property: Property = (name) => properties.find((one) => one.name === name);
	const uid = property('UID')?.values[0]?.trim();
	if (!uid) throw new EventProblem(block.line, 'uid_missing');
	const first = property('DTSTART');
	if (!first) throw new EventProblem(block.line, 'start_missing');
	const start = timesOf(first, zones)[0]!;
	const minutes = minutesOf(start, property('DTEND'), property('DURATION'), zones);
	const sequence = sequenceOf(property);
	const shared = {
		...wordsOf(property),
		status: statusOf(property),
		minutes,
		allDay: start.allDay
	};
	const head = { line: block.line, uid, sequence };
	const instead = property('RECURRENCE-ID');
	if (instead) {
		const override = { ...shared, instead: insteadOf(instead, zones), start: shown(start) };
		return { ...head, override };
	}
	const { periods, ...repeated } = repetition(properties, start, minutes, context);
	const event: CalendarEvent = {
		...shared,
		...repeated,
		uid,
		sequence,
		geo: geoOf(property),
		categories: categoriesOf(properties),
		organizer: organizerOf(property),
		overrides: periods.map((period) => ({ ...shared, ...period }))
	};
	return { ...head, event };
}

function insteadOf(property: IcalProperty, zones: Zones): string {
	if (property.parameters['range']) throw new EventProblem(property.line, 'range_unsupported');
	return berlinOf(timesOf(property, zones)[0]!);
}

/** What the clock shows; a rule needs what is written instead. */
const shown = (start: ReadTime): string => toLocal(start.zone.at(start.wall));

type Period = Pick<EventOverride, 'instead' | 'start' | 'minutes'>;
type Repetition = Pick<CalendarEvent, 'start' | 'rule' | 'except' | 'also'> &
	Readonly<{ periods: Period[] }>;

function repetition(
	properties: readonly IcalProperty[],
	start: ReadTime,
	minutes: number,
	context: ReadContext
): Repetition {
	const { zones } = context;
	// Counted before they are read: reading times of other zones is slow.
	const named = [...namedTimes(properties, 'EXDATE'), ...namedTimes(properties, 'RDATE')];
	if (named.reduce((sum, { raw }) => sum + raw.split(',').length, 0) > mostNamed)
		throw new EventProblem(named[0]!.line, 'too_many_dates');
	const { rule, also: dates } = ruleIn(properties, start, context);
	const except = namedTimes(properties, 'EXDATE').flatMap((property) =>
		timesOf(property, zones).map((time) =>
			time.allDay && !start.allDay ? time.wall.slice(0, 10) : berlinOf(time)
		)
	);
	const periods: Period[] = [];
	const added = namedTimes(properties, 'RDATE').flatMap((property) =>
		timesOf(property, zones).map((time, at) => {
			// A day added to an event of hours means its hour.
			const local =
				time.allDay && !start.allDay
					? `${time.wall.slice(0, 10)}${berlinOf(start).slice(10)}`
					: berlinOf(time);
			const own = periodMinutes(property, at, zones);
			if (own !== null && own !== minutes)
				periods.push({ instead: local, start: local, minutes: own });
			return local;
		})
	);
	const also = [...new Set([...dates, ...added])];
	return {
		start: rule ? berlinOf(start) : shown(start),
		rule,
		except: [...new Set(except)],
		also,
		periods
	};
}

const namedTimes = (properties: readonly IcalProperty[], name: string) =>
	properties.filter((property) => property.name === name && property.raw !== '');

function ruleIn(
	properties: readonly IcalProperty[],
	start: ReadTime,
	context: ReadContext
): Readonly<{ rule: string | null; also: readonly string[] }> {
	const [property, second] = namedTimes(properties, 'RRULE');
	if (second) throw new EventProblem(second.line, 'rule_twice');
	if (!property) return { rule: null, also: [] };
	const problem = ruleProblem(property.raw);
	if (problem) throw new EventProblem(property.line, problem);
	const rule = plainRule(property.raw);
	if (start.zone.isOurs) return { rule, also: [] };
	const berlin =
		context.foreignRules++ < mostForeignRules ? berlinRule(start.wall, rule, start.zone) : null;
	if (!berlin) throw new EventProblem(property.line, 'rule_in_other_zone');
	return berlin;
}

/** In capitals, and an UNTIL at the last second of a day here as that day, which is what was meant. */
function plainRule(raw: string): string {
	const parts = ruleParts(raw)!;
	const until = parts.has('UNTIL') ? untilOf(parts.get('UNTIL')!) : null;
	if (until && 'at' in until && toLocal(until.at).endsWith('T23:59'))
		return ruleText(new Map([...parts, ['UNTIL', localDay(until.at).replaceAll('-', '')]]));
	return ruleText(parts);
}
