import { fromLocal, toLocal } from '../local-time.ts';

/** When something happens: a first time on the wall clock of the city, and what RFC 5545 calls RRULE, EXDATE and RDATE. */
export type Recurrence = Readonly<{
	/** YYYY-MM-DDTHH:mm */
	start: string;
	minutes: number;
	/** Value of an RRULE; null: once. */
	rule: string | null;
	except: readonly string[];
	also: readonly string[];
}>;

/** Reason code of what is wrong with a rule, or null. */
export function recurrenceProblem(rule: string): string | null {
	const parts = partsOf(rule);
	const known = [...parts.keys()].every((key) => key in readable);
	const read = known && [...parts].every(([key, value]) => readable[key]!.test(value));
	if (!read || !parts.has('FREQ') || (parts.has('COUNT') && parts.has('UNTIL')))
		return 'rule_invalid';
	return null;
}

const readable: Readonly<Record<string, RegExp>> = {
	FREQ: /^(DAILY|WEEKLY)$/,
	INTERVAL: /^[1-9]\d?$/,
	BYDAY: /^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/,
	UNTIL: /^\d{8}(T\d{6}Z?)?$/,
	COUNT: /^[1-9]\d{0,2}$/
};

const partsOf = (rule: string): Map<string, string> =>
	new Map(rule.split(';').map((part) => part.split('=') as [string, string]));

/** The occurrences that begin up to a moment, in order, at most so many. Each is named by its wall clock. */
export function occurrencesOf(
	{ start, minutes, rule, except, also }: Recurrence,
	{ until, most }: { until: Date; most: number }
): { local: string; startsAt: Date; endsAt: Date }[] {
	const last = toLocal(until);
	const left = new Set(except);
	const all = new Set([...byRule(start, rule, last, most + left.size), ...also]);
	return [...all]
		.filter((local) => local <= last && !left.has(local))
		.sort()
		.slice(0, most)
		.map((local) => {
			const startsAt = fromLocal(local)!;
			return { local, startsAt, endsAt: new Date(startsAt.getTime() + minutes * 60_000) };
		});
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function byRule(start: string, rule: string | null, last: string, most: number): string[] {
	if (rule === null) return [start];
	const parts = partsOf(rule);
	const [day, time] = [start.slice(0, 10), start.slice(11)];
	const interval = Number(parts.get('INTERVAL') ?? 1);
	const on = parts.get('BYDAY')?.split(',');
	const until = [last.slice(0, 10), untilDay(parts.get('UNTIL'))].sort()[0]!;
	const count = Math.min(most, Number(parts.get('COUNT') ?? most));
	const found: string[] = [];
	const first = Date.parse(day);
	const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * 86_400_000;
	for (let at = first; found.length < count; at += 86_400_000) {
		const today = new Date(at).toISOString().slice(0, 10);
		if (today > until) break;
		const name = weekdays[new Date(at).getUTCDay()]!;
		const fits =
			parts.get('FREQ') === 'DAILY'
				? Math.round((at - first) / 86_400_000) % interval === 0 && (on?.includes(name) ?? true)
				: Math.floor((at - monday) / 604_800_000) % interval === 0 &&
					(on ?? [weekdays[new Date(first).getUTCDay()]!]).includes(name);
		if (fits) found.push(`${today}T${time}`);
	}
	return found;
}

const untilDay = (until: string | undefined): string =>
	until ? `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` : '9999-12-31';
