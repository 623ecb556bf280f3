import { toLocal } from '../local-time.ts';
import { eachWallDate } from './wall-dates.ts';
import { ruleParts, untilOf, type RuleParts } from './rule-parts.ts';

/** Why a rule is not taken. */
export type RecurrenceProblem =
	RuleProblem | 'rule_without_end' | 'rule_too_many' | 'rule_without_dates';
/** Why no dates can be made of a rule at all. */
export type RuleProblem = 'rule_unreadable' | 'rule_too_fine' | 'rule_unsupported';

/** Dates that one event may have: daily for a year, and some. */
export const mostDates = 400;

const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)';
const list = (one: string) => new RegExp(`^${one}(?:,${one})*$`);
const readable: Readonly<Record<string, RegExp>> = {
	FREQ: /^(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
	INTERVAL: /^0*[1-9]\d{0,2}$/,
	COUNT: /^0*[1-9]\d{0,8}$/,
	UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
	BYDAY: list(`(?:[+-]?0?[1-5])?${weekday}`),
	BYMONTHDAY: list('[+-]?(?:0?[1-9]|[12]\\d|3[01])'),
	BYMONTH: list('(?:0?[1-9]|1[0-2])'),
	BYSETPOS: list('[+-]?(?:0?[1-9]|[12]\\d|3[01])'),
	WKST: new RegExp(`^${weekday}$`)
};
/** Of the standard, but no calendar of a quarter needs them. */
const unsupported = /^(?:BYSECOND|BYMINUTE|BYHOUR|BYYEARDAY|BYWEEKNO|RSCALE|SKIP|X-.*)$/;

/**
 * Why a rule (RRULE value) is not taken; null: it is.
 * @param start wall clock of the first date. Without it only COUNT tells how many dates there are, not UNTIL.
 */
export function recurrenceProblem(
	rule: string,
	start: string | null = null
): RecurrenceProblem | null {
	const problem = ruleProblem(rule);
	if (problem) return problem;
	const parts = ruleParts(rule)!;
	if (!parts.has('COUNT') && !parts.has('UNTIL')) return 'rule_without_end';
	if (Number(parts.get('COUNT') ?? 0) > mostDates) return 'rule_too_many';
	return start === null ? null : numberProblem(rule, start);
}

/** Why no dates can be made of this rule; an end is not asked for. */
export function ruleProblem(rule: string): RuleProblem | null {
	const parts = ruleParts(rule);
	const freq = parts?.get('FREQ');
	if (!parts || !freq) return 'rule_unreadable';
	for (const [name, value] of parts) {
		if (unsupported.test(name)) continue;
		if (!readable[name]?.test(value)) return 'rule_unreadable';
	}
	if (parts.has('COUNT') && parts.has('UNTIL')) return 'rule_unreadable';
	if (parts.has('UNTIL') && !untilOf(parts.get('UNTIL')!)) return 'rule_unreadable';
	if (['SECONDLY', 'MINUTELY', 'HOURLY'].includes(freq)) return 'rule_too_fine';
	if ([...parts.keys()].some((name) => unsupported.test(name))) return 'rule_unsupported';
	return fitsFrequency(parts, freq) ? null : 'rule_unreadable';
}

/** RFC 5545, 3.3.10: which parts may stand beside which frequency. */
function fitsFrequency(parts: RuleParts, freq: string): boolean {
	const numbered = /\d/.test(parts.get('BYDAY') ?? '');
	if (numbered && freq !== 'MONTHLY' && freq !== 'YEARLY') return false;
	if (parts.has('BYMONTHDAY') && freq === 'WEEKLY') return false;
	return !parts.has('BYSETPOS') || parts.has('BYDAY') || parts.has('BYMONTHDAY');
}

function numberProblem(rule: string, start: string): RecurrenceProblem | null {
	let dates = 0;
	eachWallDate(start, rule, toLocal, () => ++dates <= mostDates);
	if (dates > mostDates) return 'rule_too_many';
	return dates === 0 ? 'rule_without_dates' : null;
}
