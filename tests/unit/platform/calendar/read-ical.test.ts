import { expect, test } from 'vitest';
import { datesOf } from '#lib/platform/calendar/event-dates.ts';
import { readIcal } from '#lib/platform/calendar/read-ical.ts';
import { toLocal } from '#lib/platform/local-time.ts';

const file = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'];
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a@b', ...lines, 'END:VEVENT'];
const start = 'DTSTART;TZID=Europe/Berlin:20261201T180000';
const read = (lines: readonly string[], end = '\r\n') =>
	readIcal(Buffer.from(lines.join(end) + end));
/** The one event of a file that has no problems. */
function readOne(...lines: string[]) {
	const { events, problems } = read(file(...event(...lines)));
	expect(problems).toEqual([]);
	expect(events).toHaveLength(1);
	return events[0]!;
}
const problemOf = (...lines: string[]) => {
	const { events, problems } = read(file(...event(...lines)));
	expect(events).toEqual([]);
	expect(problems).toHaveLength(1);
	return problems[0]!;
};
const datesIn = (calendar: ReturnType<typeof read>) =>
	datesOf(calendar.events[0]!, { until: new Date('2030-01-01T00:00:00Z'), most: 50 })
		.filter(({ override }) => override?.status !== 'cancelled')
		.map(({ startsAt, endsAt }) => `${toLocal(startsAt)} ${toLocal(endsAt).slice(11)}`);

test('everything that is said of an event is read, and no mail address is kept', () => {
	const read = readOne(
		start,
		'DTEND;TZID=Europe/Berlin:20261201T193000',
		'SEQUENCE:3',
		'SUMMARY:Repair-Café\\, mit Kuchen',
		'DESCRIPTION:Kommt\\nalle\\; wirklich',
		'LOCATION:Haus: "Nord"',
		'GEO:52.02;8.53',
		'URL:https://example.org/a?b=1',
		'CATEGORIES:Reparatur,Essen\\, Trinken',
		'CATEGORIES:Reparatur',
		'ORGANIZER;CN="Verein: Nord":mailto:someone@example.org',
		'ATTENDEE;CN=Erika:mailto:erika@example.org',
		'CONTACT:someone@example.org',
		'STATUS:TENTATIVE',
		'X-OTHER;A="b:c":whatever'
	);
	expect(read).toEqual({
		uid: 'a@b',
		sequence: 3,
		title: 'Repair-Café, mit Kuchen',
		description: 'Kommt\nalle; wirklich',
		location: 'Haus: "Nord"',
		url: 'https://example.org/a?b=1',
		geo: { lat: 52.02, lng: 8.53 },
		categories: ['Reparatur', 'Essen, Trinken'],
		organizer: 'Verein: Nord',
		status: 'tentative',
		start: '2026-12-01T18:00',
		minutes: 90,
		allDay: false,
		rule: null,
		except: [],
		also: [],
		overrides: []
	});
	expect(JSON.stringify(read)).not.toContain('example.org"');
});

test('a name that is an address is no name, an address that is no web address is none', () => {
	const read = readOne(
		start,
		'ORGANIZER;CN=a@example.org:mailto:a@example.org',
		'URL:javascript:alert(1)',
		'GEO:99;8'
	);
	expect(read).toMatchObject({ organizer: null, url: null, geo: null });
});

test.for(['\r\n', '\n', '\r'])('lines may end in %j, and be folded within a word', (end) => {
	const { events, problems } = read(
		file(...event(start, 'SUMMARY:Nachbar', ' schaft', '\tsfest')),
		end
	);
	expect(problems).toEqual([]);
	expect(events[0]!.title).toBe('Nachbarschaftsfest');
});

test('a line folded within a letter and a byte order mark do no harm', () => {
	const text = file(...event(start, 'SUMMARY:Café')).join('\r\n');
	const bytes = Buffer.from(`\uFEFF${text}`);
	const at = bytes.indexOf(Buffer.from('é')) + 1;
	const folded = Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)]);
	expect(readIcal(folded)).toMatchObject({ problems: [], events: [{ title: 'Café' }] });
});

test('Windows-1252 is read, and said', () => {
	const bytes = Buffer.from(file(...event(start, 'SUMMARY:Café für alle')).join('\n'), 'latin1');
	const { events, problems } = readIcal(bytes);
	expect(events[0]!.title).toBe('Café für alle');
	expect(problems).toEqual([{ line: 6, reason: 'encoding_windows_1252' }]);
});

test('control and direction characters do not get in', () => {
	expect(readOne(start, 'SUMMARY:A\u0000B\u0007C\u202ED', 'DESCRIPTION:a\u0001\\nb')).toMatchObject(
		{
			title: 'ABCD',
			description: 'a\nb'
		}
	);
});

test.for([
	['DTSTART:20261201T170000Z', '2026-12-01T18:00'],
	['DTSTART:20260701T160000Z', '2026-07-01T18:00'],
	['DTSTART:20261201T180000', '2026-12-01T18:00'],
	['DTSTART;TZID=Europe/Berlin:20261201T180000', '2026-12-01T18:00'],
	['DTSTART;TZID="Europe/Berlin":20261201T180000', '2026-12-01T18:00'],
	['DTSTART;TZID=W. Europe Standard Time:20261201T180000', '2026-12-01T18:00'],
	['DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261201T180000', '2026-12-01T18:00'],
	[
		'DTSTART;TZID=/softwarestudio.org/Olson_20011030_5/America/Argentina/Ushuaia:20261201T140000',
		'2026-12-01T18:00'
	],
	['DTSTART;TZID=Europe/London:20261201T170000', '2026-12-01T18:00'],
	['DTSTART;TZID=GMT Standard Time:20260701T170000', '2026-07-01T18:00'],
	['DTSTART;TZID=America/New_York:20261201T120000', '2026-12-01T18:00'],
	['DTSTART;TZID=Etc/UTC:20261201T170000', '2026-12-01T18:00'],
	['DTSTART:20260329T023000', '2026-03-29T03:30']
])('%s begins at %s', ([line, local]) => {
	expect(readOne(line!).start).toBe(local);
});

const customized = (name: string) => [
	'BEGIN:VTIMEZONE',
	`TZID:${name}`,
	'BEGIN:STANDARD',
	'DTSTART:16010101T030000',
	'TZOFFSETFROM:+0200',
	'TZOFFSETTO:+0100',
	'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
	'END:STANDARD',
	'BEGIN:DAYLIGHT',
	'DTSTART:16010101T020000',
	'TZOFFSETFROM:+0100',
	'TZOFFSETTO:+0200',
	'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
	'END:DAYLIGHT',
	'END:VTIMEZONE'
];

test('a zone that only the file knows is taken from the file, in winter and in summer', () => {
	const name = 'Customized Time Zone 1';
	for (const day of ['20260115', '20260715']) {
		const lines = event(`DTSTART;TZID=${name}:${day}T180000`);
		const { events, problems } = read(file(...customized(name), ...lines));
		expect(problems).toEqual([]);
		expect(events[0]!.start.slice(11)).toBe('18:00');
	}
	expect(problemOf(`DTSTART;TZID=${name}:20260115T180000`)).toEqual({
		line: 5,
		reason: 'zone_unknown'
	});
});

test.for([
	[['DTSTART;VALUE=DATE:20261201'], 1440, true],
	[['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261203'], 2880, true],
	[['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261201'], 1440, true],
	[['DTSTART;VALUE=DATE:20261201', 'DURATION:P3D'], 4320, true],
	[[start], 0, false],
	[[start, 'DURATION:PT1H30M'], 90, false],
	[[start, 'DURATION:P1W'], 10080, false],
	[[start, 'DTEND;TZID=Europe/Berlin:20261201T190000', 'DURATION:PT0S'], 60, false],
	[[start, 'DTEND:20261201T180000Z'], 60, false],
	[
		['DTSTART;TZID=Europe/Berlin:20260328T220000', 'DTEND;TZID=Europe/Berlin:20260329T060000'],
		420,
		false
	]
] as [string[], number, boolean][])('%j lasts %i minutes', ([lines, minutes, allDay]) => {
	expect(readOne(...lines)).toMatchObject({ minutes, allDay });
});

test.for([
	[[], 4, 'start_missing'],
	[['DTSTART:tomorrow'], 5, 'time_unreadable'],
	[['DTSTART:20260231T180000'], 5, 'time_unreadable'],
	[['DTSTART:'], 5, 'time_unreadable'],
	[['DTSTART 20261201T180000'], 5, 'line_unreadable'],
	[['DTSTART;TZID=Nowhere/Land:20261201T180000'], 5, 'zone_unknown'],
	[['DTSTART;TZID=+02:00:20261201T180000'], 5, 'time_unreadable'],
	[[start, 'DTEND:20261201T160000Z'], 6, 'end_before_start'],
	[[start, 'DURATION:-PT1H'], 6, 'end_before_start'],
	[[start, 'DURATION:an hour'], 6, 'time_unreadable'],
	[[start, 'RRULE:FREQ=NEVER'], 6, 'rule_unreadable'],
	[[start, 'RRULE:FREQ=HOURLY;COUNT=3'], 6, 'rule_too_fine'],
	[[start, 'RRULE:FREQ=DAILY;BYHOUR=8;COUNT=3'], 6, 'rule_unsupported'],
	[[start, 'RRULE:FREQ=DAILY;COUNT=3', 'RRULE:FREQ=WEEKLY;COUNT=3'], 7, 'rule_twice'],
	[[start, 'EXDATE:never'], 6, 'time_unreadable'],
	[[start, 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T170000Z'], 6, 'range_unsupported'],
	[[start, 'RECURRENCE-ID:20261201T170000Z'], 3, 'override_without_event']
] as [string[], number, string][])(
	'an event with %j is refused at line %i: %s',
	([lines, line, reason]) => {
		const problem = problemOf(...lines);
		expect(problem.reason).toBe(reason);
		if (lines.length > 0) expect(problem.line).toBe(line);
	}
);

test('without UID nobody could recognise it the next time', () => {
	const { events, problems } = read(file('BEGIN:VEVENT', start, 'END:VEVENT'));
	expect({ events, problems }).toEqual({
		events: [],
		problems: [{ line: 3, reason: 'uid_missing' }]
	});
});

test('a broken event takes no other with it', () => {
	const one = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, ...lines];
	const { events, problems } = read(
		file(
			...one('1', start, 'END:VEVENT'),
			...one('2', start),
			...one('3', 'DTSTART:x', 'END:VEVENT'),
			...one(
				'4',
				start,
				'BEGIN:VALARM',
				'DURATION:PT5M',
				'DESCRIPTION:Alarm',
				'END:VALARM',
				'END:VEVENT'
			),
			...one('5', start)
		)
	);
	expect(events.map(({ uid }) => uid)).toEqual(['1', '4']);
	expect(events[1]).toMatchObject({ minutes: 0, description: '' });
	expect(problems.map(({ reason }) => reason)).toEqual([
		'event_unclosed',
		'time_unreadable',
		'event_unclosed'
	]);
});

test('of two events with one UID the newer stays, of equals the later', () => {
	const two = (first: number, second: number) =>
		read(
			file(
				...event(start, `SEQUENCE:${first}`, 'SUMMARY:1'),
				...event(start, `SEQUENCE:${second}`, 'SUMMARY:2')
			)
		);
	expect(two(2, 1)).toMatchObject({
		events: [{ title: '1' }],
		problems: [{ line: 9, reason: 'uid_twice' }]
	});
	expect(two(1, 1)).toMatchObject({
		events: [{ title: '2' }],
		problems: [{ line: 3, reason: 'uid_twice' }]
	});
});

test('single dates are moved, made longer, turned into whole days and cancelled', () => {
	const night = 'TZID=Europe/Berlin:201903';
	const calendar = read(
		file(
			...event(
				`DTSTART;${night}07T020000`,
				`DTEND;${night}07T030000`,
				'RRULE:FREQ=DAILY;UNTIL=20190311T010000Z'
			),
			...event(
				`RECURRENCE-ID;${night}08T020000`,
				`DTSTART;${night}08T010000`,
				`DTEND;${night}08T030000`,
				'DURATION:PT0S'
			),
			...event(`RECURRENCE-ID;${night}09T020000`, `DTSTART;${night}09T020000`, 'STATUS:CANCELLED'),
			...event(
				`RECURRENCE-ID;${night}10T020000`,
				'DTSTART;VALUE=DATE:20190310',
				'DTEND;VALUE=DATE:20190311'
			)
		)
	);
	expect(calendar.problems).toEqual([]);
	expect(datesIn(calendar)).toEqual([
		'2019-03-07T02:00 03:00',
		'2019-03-08T01:00 03:00',
		'2019-03-10T00:00 00:00',
		'2019-03-11T02:00 03:00'
	]);
});

test('left out and added dates come as times, days, lists and periods', () => {
	const calendar = read(
		file(
			...event(
				start,
				'DURATION:PT1H',
				'RRULE:FREQ=WEEKLY;COUNT=5',
				'EXDATE;TZID=Europe/Berlin:20261208T180000,20261215T180000',
				'EXDATE;VALUE=DATE:20261222',
				'RDATE;VALUE=PERIOD:20261203T170000Z/20261203T190000Z,20261204T170000Z/PT1H',
				'RDATE;VALUE=DATE:20261205'
			)
		)
	);
	expect(calendar.problems).toEqual([]);
	expect(datesIn(calendar)).toEqual([
		'2026-12-01T18:00 19:00',
		'2026-12-03T18:00 20:00',
		'2026-12-04T18:00 19:00',
		'2026-12-05T18:00 19:00',
		'2026-12-29T18:00 19:00'
	]);
});

test('the last second of a day is that day', () => {
	expect(readOne(start, 'RRULE:FREQ=WEEKLY;INTERVAL=1;UNTIL=20270119T225959Z;BYDAY=TU').rule).toBe(
		'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270119'
	);
});

test('a rule of another zone stays a rule where our clocks go with it', () => {
	const { rule, start } = readOne(
		'DTSTART;TZID=Europe/London:20240924T120000',
		'RRULE:FREQ=DAILY;UNTIL=20240928T110000Z'
	);
	expect({ rule, start }).toEqual({
		rule: 'FREQ=DAILY;UNTIL=20240928T110000Z',
		start: '2024-09-24T13:00'
	});
	expect(readOne('DTSTART;TZID=Europe/Paris:20240924T120000', 'RRULE:FREQ=WEEKLY').rule).toBe(
		'FREQ=WEEKLY'
	);
});

test('a rule of a clock that does not go with ours becomes its dates, without end it is refused', () => {
	const first = 'DTSTART:20261020T160000Z';
	const { rule, also } = readOne(first, 'RRULE:FREQ=WEEKLY;COUNT=2');
	expect(rule).toBe(null);
	expect(also).toEqual(['2026-10-20T18:00', '2026-10-27T17:00']);
	expect(problemOf(first, 'RRULE:FREQ=WEEKLY').reason).toBe('rule_in_other_zone');
});

test('a rule without end stays one and is no bomb', () => {
	expect(readOne(start, 'RRULE:FREQ=DAILY').rule).toBe('FREQ=DAILY');
	expect(readOne(start, 'RRULE:FREQ=DAILY;COUNT=999999').rule).toBe('FREQ=DAILY;COUNT=999999');
	const days = `RDATE:${Array.from({ length: 4001 }, (_, n) => `${2000 + n}0101T000000`).join(',')}`;
	expect(problemOf(start, days).reason).toBe('too_many_dates');
});

test('a file cannot keep us busy with its zones, foreign rules or endless parameters', () => {
	const odd = customized('Odd').map((line) =>
		line.replace('FREQ=YEARLY', 'FREQ=YEARLY;INTERVAL=999999999')
	);
	const inZone = (name: string) => event(`DTSTART;TZID=${name}:20261201T180000`);
	expect(read(file(...odd, ...inZone('Odd'))).problems).toMatchObject([{ reason: 'zone_unknown' }]);
	const names = Array.from({ length: 21 }, (_, n) => `Zone ${n}`);
	const zones = names.flatMap((name) => [...customized(name), ...inZone(name)]);
	const reasons = read(file(...zones)).problems.map(({ reason }) => reason);
	expect(reasons.filter((reason) => reason === 'zone_unknown')).toHaveLength(1);
	const rules = Array.from({ length: 101 }, (_, n) => [
		'BEGIN:VEVENT',
		`UID:${n}`,
		'DTSTART:20261201T170000Z',
		'RRULE:FREQ=DAILY;COUNT=2',
		'END:VEVENT'
	]);
	expect(read(file(...rules.flat())).problems).toMatchObject([{ reason: 'rule_in_other_zone' }]);
	expect(problemOf(`DTSTART;${'A=b;'.repeat(1000)}C=d:20261201T180000`).reason).toBe(
		'line_unreadable'
	);
	expect(problemOf('DTSTART:99990101T000000').reason).toBe('time_unreadable');
});

test('what is no calendar, too large or has too many events is refused as a whole', () => {
	expect(readIcal(Buffer.from('Name;Datum\nFest;1.12.'))).toEqual({
		events: [],
		lines: new Map(),
		problems: [{ line: 1, reason: 'not_a_calendar' }]
	});
	expect(readIcal(new Uint8Array()).problems[0]!.reason).toBe('not_a_calendar');
	expect(readIcal(new Uint8Array(10 * 1024 * 1024 + 1)).problems[0]!.reason).toBe('file_too_large');
	const many = file(...Array.from({ length: 10_001 }, () => event()).flat());
	expect(read(many)).toMatchObject({ events: [], problems: [{ reason: 'too_many_events' }] });
});
