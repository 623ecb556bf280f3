import { createHash } from 'node:crypto';
import { plainName } from '../../../core/places/search.ts';
import { dayOf, numberOf } from '../../../platform/cell-values.ts';
import { cleanLine, cleanText } from '../../../platform/clean-text.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import { readCents } from '../../../platform/money.ts';
import type { Recurrence } from '../../../platform/calendar/recurrence.ts';
import { dayMinutes } from '../../../platform/calendar/wall-clock.ts';
import type { EventInput } from '../entry/schema.ts';
import { audienceWords, kindWords, languageWords, themeWords, yesOrNo } from './cell-words.ts';
import {
	finishRow,
	tellNote,
	tellProblem,
	telling,
	type ReadRow,
	type Telling
} from './finish-row.server.ts';
import type { RowContext } from './row-context.server.ts';
import type { Columns, TableField } from './table-columns.ts';

/** Of what begins and does not end. */
const assumedMinutes = 60;

/** A row while it is read. */
type Row = Readonly<{
	/** The trimmed text of a field; empty where the table has none. */
	cell: (field: TableField) => string;
	tell: Telling;
	context: RowContext;
}>;

/** Fields of the form that stand in columns of other names. */
const columnOfField: Readonly<Record<string, TableField>> = {
	startsLocal: 'date',
	starts: 'date',
	minutes: 'end',
	placeId: 'place',
	hostName: 'host',
	themes: 'theme',
	audiences: 'audience',
	languages: 'language',
	costCents: 'cost',
	costText: 'cost',
	needsRegistration: 'registration',
	uid: 'id'
};

/** A record of a table as it would be entered. @param names the headers as they stand in the file */
export function tableRow(
	{ line, cells }: Readonly<{ line: number; cells: readonly string[] }>,
	{ names, columns }: Readonly<{ names: readonly string[]; columns: Columns }>,
	context: RowContext
): ReadRow {
	const nameOf = (field: string): string | null => {
		const [top] = field.split('.');
		const index = columns.at.get(columnOfField[top!] ?? (top as TableField));
		return index === undefined ? null : names[index]!;
	};
	const tell = telling(nameOf);
	const cell = (field: TableField) => (cells[columns.at.get(field) ?? -1] ?? '').trim();
	const row: Row = { cell, tell, context };
	if (cells.length > names.length) tellProblem(tell, 'columns_wrong', 'row', String(cells.length));
	const recurrence = whenOf(row);
	const [title, hostName] = [cleanLine(cell('title')), cleanLine(cell('host'))];
	return finishRow(
		{
			...{ line, title, hostName, recurrence, cancelled: false, dates: [] },
			uid: cell('id') || uidOf([title, recurrence?.start ?? '', hostName]),
			summary: cleanText(cell('summary')),
			description: cleanText(cell('description')),
			fields: { ...whereOf(row), ...whatOf(row), ...costOf(row) }
		},
		context,
		tell
	);
}

/** Without an id it is the same event as long as title, beginning and host are. */
const uidOf = (said: readonly string[]): string =>
	createHash('sha256').update(JSON.stringify(said)).digest('hex');

function whenOf({ cell, tell }: Row): Recurrence | null {
	const [typedDay, dayTime] = dayAndTime(cell('date'));
	const day = dayOf(typedDay);
	if (cell('date') === '') {
		tellProblem(tell, 'moment_missing', 'date', '');
		return null;
	}
	if (!day) tellProblem(tell, 'date_invalid', 'date', cell('date'));
	const startText = cell('start') || dayTime;
	const [fromText, toText] = splitTimes(startText);
	const [start, end] = [timeOf(fromText), timeOf(cell('end') || toText)];
	if (start === 'wrong') tellProblem(tell, 'time_invalid', 'start', startText);
	if (end === 'wrong') tellProblem(tell, 'time_invalid', 'end', cell('end') || toText);
	const lastDay = cell('endDate') === '' ? day : dayOf(cell('endDate'));
	if (!lastDay && day) tellProblem(tell, 'date_invalid', 'endDate', cell('endDate'));
	if (!day || !lastDay || start === 'wrong' || end === 'wrong') return null;
	const rule =
		cell('rule')
			.replace(/^RRULE:/i, '')
			.toUpperCase() || null;
	const begins = `${day}T${start ?? '00:00'}`;
	if (start && !end && lastDay === day) tellNote(tell, 'without_end', 'end');
	return {
		start: begins,
		minutes: minutesOf(begins, lastDay, start, end),
		rule,
		except: [],
		also: []
	};
}

/** "09.05.2026 15:00" in one cell. */
function dayAndTime(text: string): [string, string] {
	const [, day, time] = /^(\S+)[ T]+(\d{1,2}[:.]\d\d.*)$/.exec(text) ?? [];
	return day && time ? [day, time] : [text, ''];
}

/** "15 – 17 Uhr" in one cell. */
function splitTimes(text: string): [string, string] {
	const [from = '', to = ''] = text.split(/\s*(?:[-–—]|bis|to)\s*/);
	return [from, to];
}

/** "15:00", "15.00 Uhr", "15 Uhr", "3 pm"; null for none. */
function timeOf(text: string): string | 'wrong' | null {
	if (text === '') return null;
	const [, hours, minutes = '00', half] =
		/^(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?)?\s*(?:uhr|h)?\s*(am|pm)?$/i.exec(text.trim()) ?? [];
	if (hours === undefined) return 'wrong';
	const isAfternoon = half?.toLowerCase() === 'pm' && Number(hours) < 12;
	const hour = Number(hours) + (isAfternoon ? 12 : 0);
	if (hour > 23 || Number(minutes) > 59) return 'wrong';
	return `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** Without times it fills its days. One that ends before it begins ends on the next day: dances do. */
function minutesOf(
	begins: string,
	lastDay: string,
	start: string | null,
	end: string | null
): number {
	const day = begins.slice(0, 10);
	if (start === null && end === null)
		return ((Date.parse(lastDay) - Date.parse(day)) / 86_400_000 + 1) * dayMinutes;
	if (end === null) return lastDay === day ? assumedMinutes : between(begins, `${lastDay}T23:59`);
	const minutes = between(begins, `${lastDay}T${end}`);
	return minutes <= 0 && lastDay === day && end < '06:00' ? minutes + dayMinutes : minutes;
}

const between = (from: string, to: string): number =>
	Math.round((fromLocal(to)!.getTime() - fromLocal(from)!.getTime()) / 60_000);

function whereOf({ cell, tell, context }: Row): Partial<EventInput> {
	const [lat, lng] = [cell('lat'), cell('lng')].map((text) =>
		text === '' ? null : numberOf(text)
	);
	const isWrong = (cell('lat') !== '' && lat === null) || (cell('lng') !== '' && lng === null);
	if (isWrong) tellProblem(tell, 'coordinates_invalid', 'lat', `${cell('lat')} ${cell('lng')}`);
	return {
		placeId: placeOf(cell('place'), lat ?? null, lng ?? null, { tell, context }),
		venue: cell('venue'),
		address: cell('address'),
		meeting: cell('meeting'),
		...(!isWrong && { lat: lat ?? null, lng: lng ?? null })
	};
}

function placeOf(
	name: string,
	lat: number | null,
	lng: number | null,
	{ tell, context }: Pick<Row, 'tell' | 'context'>
): string | null {
	const found = context.places.get(plainName(name));
	if (found) return found.id;
	const lies = lat === null || lng === null ? null : context.innermost([lng, lat]);
	if (lies) return lies;
	if (found === null) tellProblem(tell, 'place_ambiguous', 'place', name);
	else if (name !== '') tellProblem(tell, 'place_unknown', 'place', name);
	else tellNote(tell, 'place_assumed', 'place');
	return null;
}

function whatOf({ cell, tell, context }: Row): Partial<EventInput> {
	const some = <Code extends string>(
		field: TableField,
		words: ReadonlyMap<string, Code>,
		problem: string
	) =>
		cell(field)
			.split(/\s*[,;|/\n]\s*|\s+(?:und|and)\s+/)
			.filter(Boolean)
			.flatMap((word) => {
				const code = words.get(plainName(word));
				if (code === undefined) tellProblem(tell, problem, field, word);
				return code ?? [];
			});
	const kind = kindWords().get(plainName(cell('kind')));
	if (!kind && cell('kind') !== '') tellProblem(tell, 'kind_unknown', 'kind', cell('kind'));
	const registration = yesOrNo(cell('registration'));
	if (registration === null) tellProblem(tell, 'yes_or_no', 'registration', cell('registration'));
	return {
		...(kind && { kind }),
		themes: some('theme', themeWords(context.series.themes), 'theme_unknown'),
		...orNothing('audiences', some('audience', audienceWords(), 'audience_unknown')),
		...orNothing('languages', some('language', languageWords(), 'language_unknown')),
		needsRegistration: registration ?? false
	};
}

const orNothing = <Name extends string, Code>(name: Name, codes: Code[]) =>
	(codes.length > 0 ? { [name]: codes } : {}) as Partial<Record<Name, Code[]>>;

/** Free, a sum, or what is written about it. */
function costOf({ cell }: Row): Partial<EventInput> {
	const text = cleanLine(cell('cost'));
	if (
		/^(|0|0[.,]00|0 ?€|-|kostenlos|kostenfrei|frei|keine?|free|none|eintritt frei|مجاني)$/i.test(
			text
		)
	)
		return { cost: 'free' };
	const read = readCents(text);
	if ('cents' in read && read.cents > 0) return { cost: 'cents', costCents: read.cents };
	return 'cents' in read ? { cost: 'free' } : { cost: 'text', costText: text };
}
