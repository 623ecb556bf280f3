import { organisationKey } from '../../../core/people/organisations/name-key.ts';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import type { Recurrence } from '../../../platform/calendar/recurrence.ts';
import { datesIn } from '../dates/keep-in-step.server.ts';
import { missingIn } from '../entry/content.ts';
import { eventInput, eventLimits, type EventInput } from '../entry/schema.ts';
import type { Brought, BroughtDate } from './brought.ts';
import { shortened, type NoteCode, type Told } from './problems.ts';
import type { RowContext } from './row-context.server.ts';
import { withinPeriod } from './within-period.ts';

/** A row as its file tells it; what it does not tell is absent. */
export type RawEvent = Readonly<{
	line: number;
	/** What its source calls it. */
	uid: string;
	title: string;
	summary: string;
	description: string;
	hostName: string;
	recurrence: Recurrence | null;
	cancelled: boolean;
	dates: readonly BroughtDate[];
	/** Of the form, as far as the file has it. */
	fields: Partial<EventInput>;
}>;

/** A row that was read: what it would be, or what is wrong with it. */
export type ReadRow = Readonly<{
	line: number;
	uid: string;
	title: string;
	brought: Brought | null;
	problems: readonly Told[];
	notes: readonly Told<NoteCode>[];
}>;

/** Collects what is to be told of a row. */
export type Telling = Readonly<{
	problems: Told[];
	notes: Told<NoteCode>[];
	/** The header under which the file has a field. */
	columnOf: (field: string) => string | null;
}>;

export const telling = (columnOf: Telling['columnOf'] = () => null): Telling => ({
	problems: [],
	notes: [],
	columnOf
});

/** What every event of a file has that says nothing about it. */
const assumed: EventInput = {
	title: {},
	summary: {},
	description: {},
	kind: 'other',
	themes: [],
	audiences: ['everybody'],
	ageFrom: null,
	ageTo: null,
	placeId: null,
	venue: '',
	address: '',
	lat: null,
	lng: null,
	meeting: '',
	languages: ['de'],
	accessibility: [],
	accessibilityText: '',
	cost: 'free',
	costCents: null,
	costText: '',
	closed: false,
	needsRegistration: false,
	targetLeast: null,
	targetMost: null,
	initiatedBy: null,
	contactEmail: null,
	contactPhone: null,
	contactConsent: false,
	support: [],
	supportText: '',
	startsLocal: null,
	minutes: null,
	rule: null,
	except: [],
	also: []
};

/** Brings a row into the shape of the form, checks it as the form is checked, and tells what does not fit. */
export function finishRow(raw: RawEvent, context: RowContext, tell: Telling): ReadRow {
	const { line, uid } = raw;
	const read = eventInput.safeParse({
		...assumed,
		...raw.fields,
		...textsOf(raw, context.locale, tell),
		...whenOf(raw.recurrence, context, tell),
		placeId: raw.fields.placeId ?? context.series.placeId
	});
	for (const { path, message } of read.error?.issues ?? []) {
		const field = path.join('.');
		if (field === 'title') tellProblem(tell, 'title_missing', 'title', '');
		else tellProblem(tell, message, field, '');
	}
	if (read.data)
		for (const [field, code] of Object.entries(missingIn(read.data)))
			tellProblem(tell, code, field, '');
	const host = hostOf(raw.hostName, context, tell);
	const brought =
		tell.problems.length === 0 && read.data
			? { content: read.data, ...host, cancelled: raw.cancelled, dates: raw.dates }
			: null;
	return {
		line,
		uid,
		title: shortened(raw.title),
		brought,
		problems: tell.problems,
		notes: tell.notes
	};
}

export function tellProblem(
	{ problems, columnOf }: Telling,
	code: string,
	field: string,
	found: string
): void {
	if (problems.some((one) => one.code === code && one.column === columnOf(field))) return;
	problems.push({ code, column: columnOf(field), found: shortened(found) });
}

export function tellNote(
	{ notes, columnOf }: Telling,
	code: NoteCode,
	field: string,
	found = ''
): void {
	notes.push({ code, column: columnOf(field), found: shortened(found) });
}

/** A long title goes on in the description; a summary that is missing is how the description begins, or the title. */
function textsOf({ title, summary, description }: RawEvent, locale: string, tell: Telling) {
	const isLong = lengthOf(title) > eventLimits.title;
	if (isLong) tellNote(tell, 'title_shortened', 'title', title);
	const whole = cleanText(isLong ? `${title}\n${description}` : description);
	if (lengthOf(whole) > eventLimits.description)
		tellNote(tell, 'description_shortened', 'description');
	const short = summary || whole.split('\n')[0] || title;
	const described = whole === short ? '' : cut(whole, eventLimits.description);
	return {
		title: title === '' ? {} : { [locale]: cut(title, eventLimits.title) },
		summary: { [locale]: cut(short, eventLimits.summary) },
		description: described === '' ? {} : { [locale]: described }
	};
}

/** At the last blank that leaves at least half, with a sign that something is missing. */
export function cut(text: string, most: number): string {
	if (lengthOf(text) <= most) return text;
	const start = [...text].slice(0, most - 1).join('');
	const blank = start.lastIndexOf(' ');
	return `${blank > most / 2 ? start.slice(0, blank) : start}…`;
}

function whenOf(
	recurrence: Recurrence | null,
	context: RowContext,
	tell: Telling
): Partial<EventInput> {
	if (!recurrence) return {};
	const fitted = context.occurrences > 0 ? withinPeriod(recurrence, context.series) : null;
	if (!fitted) {
		const code = context.occurrences > 0 ? 'outside_period' : 'too_many_dates_in_file';
		tellProblem(tell, code, 'startsLocal', recurrence.start.replace('T', ' '));
		return timesOf(recurrence);
	}
	context.occurrences -= fitted.counted;
	// One that lies further ahead than dates are written down.
	if (datesIn(fitted.recurrence, context.series, context.now).length === 0)
		tellProblem(tell, 'no_dates', 'startsLocal', recurrence.start.replace('T', ' '));
	if (fitted.endsWithSeries) tellNote(tell, 'rule_ends_with_series', 'rule');
	else if (fitted.leftOut > 0) tellNote(tell, 'dates_left_out', 'rule', String(fitted.leftOut));
	return timesOf(fitted.recurrence);
}

const timesOf = ({ start, minutes, rule, except, also }: Recurrence): Partial<EventInput> => ({
	startsLocal: start,
	minutes,
	rule,
	// A whole day that is left out means the hour at which this begins.
	except: except.map((local) => (local.length === 10 ? `${local}${start.slice(10)}` : local)),
	also: [...also]
});

/** In the programme of one organisation every row is theirs, whoever else is named. */
function hostOf(name: string, { organisations, organisationId: own }: RowContext, tell: Telling) {
	if (own !== null) {
		const isOther = name !== '' && organisations.get(organisationKey(name)) !== own;
		if (isOther) tellNote(tell, 'host_is_yours', 'hostName', name);
		return { organisationId: own, hostName: '' };
	}
	if (lengthOf(name) > eventLimits.line) tellProblem(tell, 'host_too_long', 'hostName', name);
	const organisationId = name === '' ? undefined : organisations.get(organisationKey(name));
	return organisationId
		? { organisationId, hostName: '' }
		: { organisationId: null, hostName: name };
}
