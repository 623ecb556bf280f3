import { localDay } from '../local-time.ts';
import { ruleProblem } from './recurrence-problem.ts';
import { ruleParts, untilOf, type RuleParts } from './rule-parts.ts';

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];
/** Which of its weekday in a month; -1 is the last. */
export type Nth = 1 | 2 | 3 | 4 | -1;

/** What a form asks about a repetition. */
export type RecurrenceForm = Readonly<{
	/** Every so many units. */
	every: number;
	unit: 'day' | 'week' | 'month';
	/** Weeks: the days of it, none for that of the start. Months with `nth`: exactly one. */
	weekdays: readonly Weekday[];
	/** Months: the nth weekday; null for the day of the start. */
	nth: Nth | null;
	/** The last day, YYYY-MM-DD; or `count` dates; neither: without end. */
	until: string | null;
	count: number | null;
}>;

const frequency = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const;

/** The RRULE value of a form. What does not belong to its unit is left out; of two ends the day counts. */
export function ruleOf(form: RecurrenceForm): string {
	const chosen = weekdays.filter((day) => form.weekdays.includes(day));
	const byDay =
		form.unit === 'week'
			? chosen.join(',')
			: form.unit === 'month' && form.nth !== null
				? `${form.nth}${chosen[0] ?? ''}`
				: '';
	return [
		`FREQ=${frequency[form.unit]}`,
		form.every === 1 ? '' : `INTERVAL=${form.every}`,
		byDay && `BYDAY=${byDay}`,
		endOf(form)
	]
		.filter(Boolean)
		.join(';');
}

function endOf({ until, count }: RecurrenceForm): string {
	if (until !== null) return `UNTIL=${until.replaceAll('-', '')}`;
	return count === null ? '' : `COUNT=${count}`;
}

/** The form that makes this rule; null for one that the form cannot say. An UNTIL with a time becomes its day. */
export function formOf(rule: string): RecurrenceForm | null {
	if (ruleProblem(rule) !== null) return null;
	const parts = ruleParts(rule)!;
	const unit = (['day', 'week', 'month'] as const).find(
		(unit) => frequency[unit] === parts.get('FREQ')
	);
	const days = unit && daysOfForm(parts, unit);
	const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYSETPOS', 'UNTIL', 'COUNT', 'WKST'];
	if (!unit || !days || [...parts.keys()].some((name) => !known.includes(name))) return null;
	const every = Number(parts.get('INTERVAL') ?? 1);
	// The first day of the week matters where weeks are left out.
	if (unit === 'week' && every > 1 && (parts.get('WKST') ?? 'MO') !== 'MO') return null;
	const count = parts.get('COUNT');
	return { every, unit, ...days, until: lastDay(parts), count: count ? Number(count) : null };
}

function daysOfForm(
	parts: RuleParts,
	unit: RecurrenceForm['unit']
): Pick<RecurrenceForm, 'weekdays' | 'nth'> | null {
	const byDay = parts.get('BYDAY')?.split(',') ?? [];
	const position = parts.get('BYSETPOS');
	if (byDay.length === 0) return position ? null : { weekdays: [], nth: null };
	if (unit === 'week' && !position)
		return { weekdays: weekdays.filter((day) => byDay.includes(day)), nth: null };
	if (unit !== 'month' || byDay.length > 1) return null;
	// "TU" with position 2 is how Outlook writes "2TU".
	const [, number, day] = /^([+-]?\d+)?(\w\w)$/.exec(byDay[0]!) ?? [];
	if ((number === undefined) === (position === undefined)) return null;
	const nth = ([1, 2, 3, 4, -1] as const).find((nth) => nth === Number(number ?? position));
	return nth === undefined ? null : { weekdays: [day as Weekday], nth };
}

function lastDay(parts: RuleParts): string | null {
	const until = parts.has('UNTIL') ? untilOf(parts.get('UNTIL')!) : null;
	if (!until) return null;
	if ('day' in until) return until.day;
	return 'at' in until ? localDay(until.at) : until.local.slice(0, 10);
}
