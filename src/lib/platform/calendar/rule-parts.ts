/** The parts of an RRULE value by name, e.g. FREQ to WEEKLY. */
export type RuleParts = ReadonlyMap<string, string>;

/** Takes an RRULE value apart; small letters are taken for capitals. Null: not made of NAME=value, or a name comes twice. */
export function ruleParts(rule: string): RuleParts | null {
	const parts = new Map<string, string>();
	for (const part of rule.trim().toUpperCase().replace(/;+$/, '').split(';')) {
		const [, name, value] = /^([A-Z-]+)=([^=]+)$/.exec(part) ?? [];
		if (!name || !value || parts.has(name)) return null;
		parts.set(name, value.trim());
	}
	return parts;
}

const order = [
	'FREQ',
	'INTERVAL',
	'BYMONTH',
	'BYMONTHDAY',
	'BYDAY',
	'BYSETPOS',
	'UNTIL',
	'COUNT',
	'WKST'
];

/** Always in one order and without an interval of 1, so that equal rules are equal texts. */
export const ruleText = (parts: RuleParts): string =>
	[...parts]
		.filter(([name, value]) => name !== 'INTERVAL' || Number(value) !== 1)
		.map(([name, value]) => `${name}=${value.replace(/(?<![\dA-Z])\+?0*(?=[1-9])/g, '')}`)
		.sort((one, other) => placeOf(one) - placeOf(other))
		.join(';');

const placeOf = (part: string): number => order.indexOf(part.split('=')[0]!);

/** The moment or wall clock of UNTIL. */
export type Until = Readonly<{ day: string } | { local: string } | { at: Date }>;

/** UNTIL as a day (the whole of it counts), a wall clock or a moment in UTC. Null: none of these. */
export function untilOf(value: string): Until | null {
	const [, year, month, date, hour, minute, second, utc] =
		/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value) ?? [];
	const day = `${year}-${month}-${date}`;
	const at = new Date(`${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}Z`);
	if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) return null;
	if (hour === undefined) return { day };
	return utc ? { at } : { local: `${day}T${hour}:${minute}` };
}
