import ICAL from 'ical.js';
import { EventProblem } from './event-problem.ts';
import type { EventBlock } from './ical-components.ts';

/** A line of an event, taken apart. */
export type IcalProperty = Readonly<{
	line: number;
	name: string;
	/** By lower-case name; of several values the first. */
	parameters: Readonly<Record<string, string>>;
	/** As written, for times and rules. */
	raw: string;
	/** Unescaped texts, for words. */
	values: readonly string[];
}>;

/** All others are ignored, however they are written. */
const wanted = new Set(
	(
		'UID SEQUENCE SUMMARY DESCRIPTION LOCATION GEO URL CATEGORIES ORGANIZER STATUS ' +
		'DTSTART DTEND DURATION RRULE EXDATE RDATE RECURRENCE-ID'
	).split(' ')
);
/** Characters of a name with its parameters; the time to take them apart grows with the square. */
const longestHead = 2000;
const texts = new Set(['UID', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'CATEGORIES']);

/**
 * The properties of an event that we know.
 * @throws EventProblem line_unreadable
 */
export function propertiesOf({ lines }: EventBlock): IcalProperty[] {
	return lines
		.filter(({ name }) => wanted.has(name))
		.map(({ line, name, text }) => {
			// The library must not read the value: it would throw at times and rules that we refuse with a reason.
			const at = valueAt(text);
			if (at < 0 || at > longestHead) throw new EventProblem(line, 'line_unreadable');
			const raw = text.slice(at + 1);
			// VALUE says what the empty value would have to be; the value's own form tells it as well.
			const head = text.slice(name.length, at).replace(/;VALUE=[^;:"]*/i, '');
			const [, parameters] = parsed(line, `X-HEAD${head}:`);
			const values = texts.has(name) ? parsed(line, `${name}:${raw}`).slice(3) : [];
			return {
				line,
				name,
				raw: raw.trim(),
				parameters: parametersOf(parameters),
				values: values.map(String)
			};
		});
}

/** Position of the colon before the value; in quotes it belongs to a parameter. */
function valueAt(text: string): number {
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '"') quoted = !quoted;
		else if (text[at] === ':' && !quoted) return at;
	}
	return -1;
}

type Parsed = [
	name: string,
	parameters: Record<string, unknown>,
	type: string,
	...values: unknown[]
];

function parsed(line: number, text: string): Parsed {
	try {
		return ICAL.parse.property(text) as unknown as Parsed;
	} catch {
		throw new EventProblem(line, 'line_unreadable');
	}
}

const parametersOf = (parameters: Record<string, unknown>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name.toLowerCase(),
			String(Array.isArray(value) ? value[0] : value)
		])
	);
