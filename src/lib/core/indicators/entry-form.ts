import { cleanLine, cleanText, lengthOf } from '../../platform/clean-text.ts';
import { readDecimal } from '../../platform/decimal.ts';
import { Refusal } from '../../platform/errors.ts';
import {
	entryKindOf,
	isWhole,
	type EnteredIndicator,
	type EnteredValue,
	type Evidence
} from './entered-value.ts';

const entryFields = [
	'value',
	'numerator',
	'denominator',
	'from',
	'to',
	'reached',
	'countsPeople',
	'url',
	'document',
	'origin',
	'note'
] as const;
type EntryField = (typeof entryFields)[number];

/** The fields of the form as typed; `reached`: yes or no, with its day in `to`; a ticked box is `on`. */
export type TypedEntry = Readonly<Record<EntryField, string>>;

export function typedEntry(form: FormData): TypedEntry {
	return Object.fromEntries(
		entryFields.map((name) => [name, String(form.get(name) ?? '')])
	) as TypedEntry;
}

/** The form that shows a stored value again. */
export function typedFromEntry(entry: EnteredValue): TypedEntry {
	const { kind, value, numerator, denominator, evidence } = entry;
	const milestone = kind === 'milestone';
	return {
		value: milestone || numerator !== null ? '' : printed(value),
		numerator: numerator === null ? '' : printed(numerator),
		denominator: denominator === null ? '' : printed(denominator),
		from: milestone ? '' : entry.periodFrom,
		to: entry.periodTo,
		reached: milestone ? (value === 1 ? 'yes' : 'no') : '',
		countsPeople: entry.countsPeople ? 'on' : '',
		url: evidence.url ?? '',
		document: evidence.document ?? '',
		origin: evidence.origin ?? '',
		note: evidence.note ?? ''
	};
}

/** With a fourth decimal where three would be read as thousands. */
const printed = (value: number) => String(value).replace(/^(-?\d{1,3}\.\d{3})$/, '$10');

/** What is wrong, by field: the first reason found counts. */
type Problems = Partial<Record<EntryField, string>>;

/**
 * Reads what somebody entered for an indicator and names everything that is wrong with it at once.
 * @param today the day in Germany, YYYY-MM-DD
 * @throws Refusal invalid entry_invalid with the reason at each field
 */
export function readEntry(
	typed: TypedEntry,
	indicator: EnteredIndicator,
	today: string
): EnteredValue {
	const problems: Problems = {};
	const kind = entryKindOf(indicator);
	const countsPeople = kind !== 'milestone' && typed.countsPeople === 'on';
	const period = readPeriod(typed, indicator, today, problems);
	const numbers =
		kind === 'milestone'
			? readMilestone(typed, problems)
			: kind === 'share'
				? readShare(typed, countsPeople, problems)
				: readNumber(typed, indicator, countsPeople, problems);
	const evidence = readEvidence(typed, problems);
	if (Object.keys(problems).length > 0)
		throw new Refusal('invalid', 'entry_invalid', problems as Record<string, string>);
	return { kind, ...numbers, ...period, countsPeople, evidence };
}

type Numbers = Pick<EnteredValue, 'value' | 'numerator' | 'denominator'>;
const only = (value: number): Numbers => ({ value, numerator: null, denominator: null });

function readMilestone({ reached }: TypedEntry, problems: Problems): Numbers {
	if (reached !== 'yes' && reached !== 'no') problems.reached ??= 'required';
	return only(reached === 'yes' ? 1 : 0);
}

function readNumber(
	typed: TypedEntry,
	indicator: EnteredIndicator,
	countsPeople: boolean,
	problems: Problems
): Numbers {
	const whole = countsPeople || isWhole(indicator);
	const mayBeNegative = (indicator.target?.lowerBound ?? 0) < 0;
	return only(
		amount(typed, 'value', { whole, mayBeNegative, most: mostOf(countsPeople) }, problems)
	);
}

/** Percent as such, or worked out from numerator and denominator; where all three are given, they must agree. */
function readShare(typed: TypedEntry, countsPeople: boolean, problems: Problems): Numbers {
	const parts = typed.numerator.trim() !== '' || typed.denominator.trim() !== '';
	if (!parts) {
		// Without them nobody could see whether the share is about a few people.
		if (countsPeople) problems.numerator ??= 'parts_needed';
		return only(amount(typed, 'value', { whole: false, most: 100 }, problems));
	}
	const limits = { whole: countsPeople, most: mostOf(countsPeople) };
	const numerator = amount(typed, 'numerator', limits, problems);
	const denominator = amount(typed, 'denominator', limits, problems);
	if (denominator === 0) problems.denominator ??= 'not_zero';
	if (numerator > denominator) problems.numerator ??= 'more_than_all';
	const value = denominator > 0 ? Math.round((1e8 * numerator) / denominator) / 1e6 : 0;
	if (typed.value.trim() !== '') {
		const said = amount(typed, 'value', { whole: false, most: 100 }, problems);
		// Percent are usually rounded to a whole number.
		if (Math.abs(said - value) > 0.5 + 1e-9) problems.value ??= 'parts_disagree';
	}
	return { value, numerator, denominator };
}

/** There are not more people than that anywhere. */
const mostOf = (countsPeople: boolean) => (countsPeople ? 1e9 : 1e12);

function amount(
	typed: TypedEntry,
	field: 'value' | 'numerator' | 'denominator',
	limits: { whole: boolean; most: number; mayBeNegative?: boolean },
	problems: Problems
): number {
	const wrong = (reason: string) => {
		problems[field] ??= reason;
		return NaN;
	};
	if (typed[field].trim() === '') return wrong('required');
	const reading = readDecimal(typed[field], limits);
	if ('problem' in reading) return wrong(reading.problem);
	const { value } = reading;
	if (value < 0 && !limits.mayBeNegative) return wrong('negative');
	if (Math.abs(value) > limits.most)
		return wrong(limits.most === 100 ? 'over_hundred' : 'out_of_range');
	if (limits.whole && !Number.isInteger(value)) return wrong('not_whole');
	return value;
}

/** Most days of a period after which the target asks again. */
const longest: Readonly<Record<string, number>> = { year: 366, month: 31, week: 7 };

function readPeriod(
	typed: TypedEntry,
	indicator: EnteredIndicator,
	today: string,
	problems: Problems
): Pick<EnteredValue, 'periodFrom' | 'periodTo'> {
	const to = day(typed.to, 'to', today, problems);
	if (entryKindOf(indicator) === 'milestone') return { periodFrom: to, periodTo: to };
	const from = day(typed.from, 'from', today, problems);
	if (from && to && from > to) problems.to ??= 'ends_before_start';
	const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
	if (days > (longest[indicator.per ?? ''] ?? Infinity)) problems.to ??= 'period_too_long';
	return { periodFrom: from, periodTo: to };
}

function day(typed: string, field: 'from' | 'to', today: string, problems: Problems): string {
	const text = typed.trim();
	const isDay =
		/^20\d\d-\d\d-\d\d$/.test(text) &&
		!Number.isNaN(Date.parse(text)) &&
		new Date(text).toISOString().startsWith(text);
	if (text === '') problems[field] ??= 'required';
	else if (!isDay) problems[field] ??= 'not_a_day';
	else if (text > today) problems[field] ??= 'in_future';
	return isDay ? text : '';
}

const longestText = { document: 120, origin: 200, note: 1000 } as const;

function readEvidence(typed: TypedEntry, problems: Problems): Evidence {
	const text = (field: keyof typeof longestText) => {
		const clean = field === 'note' ? cleanText(typed[field]) : cleanLine(typed[field]);
		if (lengthOf(clean) > longestText[field]) problems[field] ??= 'too_long';
		return clean || null;
	};
	const evidence = {
		url: readLink(typed.url.trim(), problems),
		document: text('document'),
		origin: text('origin'),
		note: text('note')
	};
	const given = Object.values(evidence).some((one) => one !== null);
	if (!given && !problems.url) problems.url = 'evidence_missing';
	return evidence;
}

function readLink(typed: string, problems: Problems): string | null {
	if (typed === '') return null;
	const url = URL.parse(typed);
	if (!url) problems.url ??= 'not_a_link';
	else if (url.protocol !== 'https:') problems.url ??= 'not_https';
	// A password in a public link, or a name that only the own network knows, is a slip.
	else if (url.username || url.password || !url.hostname.includes('.'))
		problems.url ??= 'not_a_link';
	else if (url.href.length > 500) problems.url ??= 'too_long';
	return url?.href ?? null;
}
