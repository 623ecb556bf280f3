import { fromLocal } from '../../../platform/local-time.ts';

/** How often something happens, as the form asks it; `rule` is for those who can write one. */
export const repeats = ['once', 'daily', 'weekly', 'fortnightly', 'monthly', 'rule'] as const;
export type Repeat = (typeof repeats)[number];

type Typed = Readonly<{ repeat: string; repeatUntil: string; rule: string; starts: string }>;

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** The rule of RFC 5545 for what was chosen, or null for once. */
export function ruleOf({ repeat, repeatUntil, rule, starts }: Typed): string | null {
	if (repeat === 'rule') return rule.replace(/^RRULE:/i, '').toUpperCase() || null;
	const base = baseOf(repeat, starts);
	return base === null ? null : base + untilOf(repeatUntil);
}

function baseOf(repeat: string, starts: string): string | null {
	switch (repeat) {
		case 'daily':
			return 'FREQ=DAILY';
		case 'weekly':
			return 'FREQ=WEEKLY';
		case 'fortnightly':
			return 'FREQ=WEEKLY;INTERVAL=2';
		case 'monthly':
			return `FREQ=MONTHLY;BYDAY=${monthlyDay(starts)}`;
		default:
			return null;
	}
}

/** The second Tuesday stays a second Tuesday; a fifth one is the last. */
function monthlyDay(starts: string): string {
	const day = new Date(`${starts.slice(0, 10)}T00:00:00Z`);
	if (Number.isNaN(day.getTime())) return '';
	const week = Math.ceil(day.getUTCDate() / 7);
	return `${week === 5 ? -1 : week}${weekdays[day.getUTCDay()]}`;
}

/** To the end of that day in the city; UNTIL is in UTC wherever the start has a time zone. */
function untilOf(day: string): string {
	if (day === '') return '';
	const end = fromLocal(`${day}T23:59`);
	// A day that cannot be read becomes a rule that cannot, and is told at its field.
	if (!end || Number.isNaN(end.getTime())) return ';UNTIL=';
	return `;UNTIL=${end.toISOString().replace(/[-:]|\.\d+/g, '')}`;
}

/** Back from a rule to the fields; one that the form has no words for is shown as it is. */
export function repeatOf(
	rule: string | null,
	starts: string | null
): Readonly<{ repeat: Repeat; repeatUntil: string; rule: string }> {
	if (rule === null) return { repeat: 'once', repeatUntil: '', rule: '' };
	const until = /;UNTIL=(\d{4})(\d\d)(\d\d)T(?:21|22)5900Z$/.exec(rule);
	const repeatUntil = until ? until.slice(1, 4).join('-') : '';
	const fits = repeats.find(
		(repeat) =>
			repeat !== 'rule' && ruleOf({ repeat, repeatUntil, rule: '', starts: starts ?? '' }) === rule
	);
	return fits ? { repeat: fits, repeatUntil, rule: '' } : { repeat: 'rule', repeatUntil: '', rule };
}
