import { expect, test } from 'vitest';
import { undoImport } from '#lib/formats/events/bring-in/end-import.server.ts';
import { fateCounts, importOf, toldRows } from '#lib/formats/events/bring-in/imports.server.ts';
import { answerProgramme } from '#lib/formats/events/feeds/feeds.server.ts';
import { changeEvent, contentRow } from '#lib/formats/events/entry/change-event.server.ts';
import { moveDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { eventNumbered, eventOf } from '#lib/formats/events/event.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { toLocal } from '#lib/platform/local-time.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { brought, calendarOf, play, staged, taken } from '../../fixture/event-files.ts';
import {
	approved,
	before,
	eventSeries,
	organisation,
	type TestSeries
} from '../../fixture/events.ts';
import { linesOf, seenDates } from '../../fixture/second-calendar-reader.ts';

const events = async (db: Db, { activityId }: TestSeries) =>
	db
		.selectFrom('events')
		.select([
			'id',
			'number',
			'state',
			'title',
			'placeId',
			'venue',
			'address',
			'hostName',
			'organisationId'
		])
		.select([
			'themes',
			'kind',
			'cost',
			'costCents',
			'languages',
			'audiences',
			'startsLocal',
			'minutes'
		])
		.where('activityId', '=', activityId)
		.orderBy('number')
		.execute();

const programme = async (db: Db, { slug }: TestSeries) => {
	const request = new Request(`https://palaver.example/api/v1/events/${slug}.ics`);
	return (await answerProgramme(request, db, slug, 'ics', 'https://palaver.example')).text();
};

const problemsOf = async (db: Db, importId: string) =>
	(await toldRows(db, importId, 'problems', null)).map(({ line, problems }) => [
		line,
		...problems.map(({ code }) => code)
	]);
const notesOf = async (db: Db, importId: string) =>
	(await toldRows(db, importId, 'notes', null)).flatMap(({ notes }) =>
		notes.map(({ code }) => code)
	);

const fresh = async (kind: 'actionWeek' | 'running' = 'actionWeek') => {
	const { db } = await freshDatabase();
	return {
		db,
		series: await eventSeries(db, kind === 'running' ? { kind, firstDay: '2026-03-01' } : {})
	};
};

test('an event of a calendar stands in the programme with its place, theme and time, and nobody has to type it', async () => {
	const { db, series } = await fresh();
	await brought(db, series, calendarOf(play));
	expect(await events(db, series)).toMatchObject([
		{
			state: 'approved',
			title: { de: 'Spielen im Park' },
			placeId: 'bielefeld-heepen',
			venue: 'Treff',
			address: 'Salzufler Straße 1',
			hostName: 'Stadt Bielefeld',
			themes: ['bewegung'],
			startsLocal: '2026-05-11T15:00',
			minutes: 120
		}
	]);
});

test('nothing changes before somebody has seen the preview and said yes', async () => {
	const { db, series } = await fresh();
	const id = await staged(db, series, calendarOf(play));
	expect(await events(db, series)).toEqual([]);
	expect(await fateCounts(db, id)).toEqual({ new: 1 });
});

test('the same file again changes nothing, and says so', async () => {
	const { db, series } = await fresh();
	await brought(db, series, calendarOf(play));
	const again = await staged(db, series, calendarOf(play));
	expect(await fateCounts(db, again)).toEqual({ unchanged: 1 });
	await expect(taken(db, series, again)).rejects.toMatchObject({ reason: 'nothing_to_take' });
	expect(await events(db, series)).toHaveLength(1);
});

test('what the file has otherwise now is changed; the event keeps its number', async () => {
	const { db, series } = await fresh();
	await brought(db, series, calendarOf(play));
	const later = play.map((line) => line.replace('150000', '160000').replace('170000', '180000'));
	await brought(db, series, calendarOf(later));
	const rows = await events(db, series);
	expect(rows).toMatchObject([{ number: 1, startsLocal: '2026-05-11T16:00' }]);
	const dates = await datesOf(db, rows[0]!.id);
	expect(dates.filter(({ cause }) => cause !== 'rule').map(({ localStart }) => localStart)).toEqual(
		['2026-05-11T16:00']
	);
});

test('an event that somebody changed here stays so, unless it is ticked', async () => {
	const { db, series } = await fresh();
	await brought(db, series, calendarOf(play));
	const event = await eventNumbered(db, series.activityId, 1);
	const content = await contentRow(db, event.eventId);
	const typed = { ...content, venue: 'Hinterm Haus' };
	await changeEvent(db, series.moderator, event.eventId, typed, event.revision, before);
	const later = calendarOf(play.map((line) => line.replace('Spielen im Park', 'Spielfest')));
	const kept = await staged(db, series, later);
	expect(await fateCounts(db, kept)).toEqual({ edited: 1 });
	await taken(db, series, kept);
	expect(await events(db, series)).toMatchObject([
		{ venue: 'Hinterm Haus', title: { de: 'Spielen im Park' } }
	]);
	await brought(db, series, later, { overwrite: [1] });
	expect(await events(db, series)).toMatchObject([{ venue: 'Treff', title: { de: 'Spielfest' } }]);
});

test('an event that somebody changes between preview and yes stays as they have it', async () => {
	const { db, series } = await fresh();
	await brought(db, series, calendarOf(play));
	const later = await staged(
		db,
		series,
		calendarOf(play.map((line) => line.replace('im Park', 'am See')))
	);
	const event = await eventNumbered(db, series.activityId, 1);
	const [date] = await datesOf(db, event.eventId);
	const ref = { eventId: event.eventId, dateId: date!.id, revision: event.revision };
	await moveDate(db, series.moderator, ref, { local: '2026-05-12T10:00', note: '' }, before);
	await taken(db, series, later);
	expect(await events(db, series)).toMatchObject([{ title: { de: 'Spielen im Park' } }]);
});

test('sent twice it is one import, and a yes that is sent twice enters nothing twice', async () => {
	const { db, series } = await fresh();
	const clientKey = crypto.randomUUID();
	const id = await staged(db, series, calendarOf(play), { clientKey });
	expect(await staged(db, series, calendarOf(play), { clientKey })).toBe(id);
	await Promise.all([taken(db, series, id), taken(db, series, id)]);
	expect(await events(db, series)).toHaveLength(1);
});

test('two previews of one file that are both taken enter its events once', async () => {
	const { db, series } = await fresh();
	const [one, other] = [
		await staged(db, series, calendarOf(play)),
		await staged(db, series, calendarOf(play))
	];
	await Promise.all([taken(db, series, one), taken(db, series, other)]);
	expect(await events(db, series)).toHaveLength(1);
});

test('dates that are moved, called off or elsewhere are so here, and another program reads them the same', async () => {
	const { db, series } = await fresh();
	const daily = [...play, 'RRULE:FREQ=DAILY;COUNT=6', 'EXDATE;TZID=Europe/Berlin:20260512T150000'];
	const other = (day: string, ...lines: string[]) => [
		'UID:spielen@example.org',
		'SUMMARY:Spielen im Park',
		`RECURRENCE-ID;TZID=Europe/Berlin:${day}T150000`,
		...lines
	];
	const moved = other(
		'20260513',
		'DTSTART:20260513T160000Z',
		'DTEND:20260513T170000Z',
		'LOCATION:Turnhalle'
	);
	const off = other('20260514', 'DTSTART;TZID=Europe/Berlin:20260514T150000', 'STATUS:CANCELLED');
	const file = calendarOf(daily, moved, off);
	await brought(db, series, file);
	const { eventId } = await eventNumbered(db, series.activityId, 1);
	const dates = await datesOf(db, eventId);
	expect(dates.map(({ localStart, state }) => [localStart.slice(8), state])).toEqual([
		['11T15:00', 'planned'],
		['13T15:00', 'planned'],
		['14T15:00', 'cancelled'],
		['15T15:00', 'planned'],
		['16T15:00', 'planned']
	]);
	expect(dates[1]).toMatchObject({ moved: true, venue: 'Turnhalle' });
	expect(toLocal(dates[1]!.startsAt)).toBe('2026-05-13T18:00');
	const times = (text: string) =>
		linesOf(seenDates(text, new Date('2026-01-01'), new Date('2027-01-01'))).map((line) =>
			line.split(' ').slice(0, 2).join(' ')
		);
	expect(times(await programme(db, series))).toEqual(times(file));
});

test('a weekly meeting since 2019 is in the Aktionswoche with its date of that week', async () => {
	const { db, series } = await fresh();
	const old = play.map((line) => line.replaceAll('20260511', '20190107'));
	const id = await brought(db, series, calendarOf([...old, 'RRULE:FREQ=WEEKLY']));
	expect(await notesOf(db, id)).toEqual(['rule_ends_with_series']);
	const { eventId } = await eventNumbered(db, series.activityId, 1);
	expect((await datesOf(db, eventId)).map(({ localStart }) => localStart)).toEqual([
		'2026-05-11T15:00',
		'2026-05-18T15:00'
	]);
});

test('days, floating times, UTC and other zones mean what their writers mean', async () => {
	const { db, series } = await fresh();
	const times = [
		'DTSTART;VALUE=DATE:20260512',
		'DTSTART:20260512T090000',
		'DTSTART:20260512T090000Z',
		'DTSTART;TZID=Europe/London:20260512T090000'
	];
	await brought(
		db,
		series,
		calendarOf(...times.map((time, n) => [`UID:${n}`, `SUMMARY:${n}`, time]))
	);
	const rows = await events(db, series);
	expect(rows.map(({ startsLocal, minutes }) => [startsLocal, minutes])).toEqual([
		['2026-05-12T00:00', 1440],
		['2026-05-12T09:00', 60],
		['2026-05-12T11:00', 60],
		['2026-05-12T10:00', 60]
	]);
});

test('what cannot be taken is told with its line and a reason, and the rest is taken', async () => {
	const { db, series } = await fresh();
	const file = calendarOf(
		play,
		['UID:a', 'SUMMARY:Zu spät', 'DTSTART:20270512T090000'],
		['UID:b', 'DTSTART:20260512T090000'],
		['UID:c', 'SUMMARY:Abgesagt', 'DTSTART:20260512T090000', 'STATUS:CANCELLED'],
		['UID:d', 'SUMMARY:Ohne Zeit'],
		['UID:e', 'SUMMARY:Lang', 'DTSTART:20260510T090000', 'DTEND:20260610T090000']
	);
	const id = await brought(db, series, file);
	expect(await problemsOf(db, id)).toEqual([
		[13, 'outside_period'],
		[19, 'title_missing'],
		[24, 'cancelled_there'],
		[31, 'start_missing'],
		[36, 'too_long_for_one_date']
	]);
	expect(await events(db, series)).toHaveLength(1);
});

test('an event that its source calls off later is called off here', async () => {
	const { db, series } = await fresh();
	await brought(db, series, calendarOf(play));
	await brought(db, series, calendarOf([...play, 'STATUS:CANCELLED']));
	expect(await events(db, series)).toMatchObject([{ state: 'cancelled' }]);
	const again = await staged(db, series, calendarOf(play));
	expect(await problemsOf(db, again)).toEqual([[4, 'closed_here']]);
});

test('our own feed brings nothing into the series that it comes from', async () => {
	const { db, series } = await fresh();
	await approved(db, series);
	const id = await staged(db, series, await programme(db, series));
	expect((await problemsOf(db, id)).flat()).toContain('own_event');
});

test('a programme goes from one series into another by its feed: same words, dates and places', async () => {
	const { db, series } = await fresh('running');
	await approved(db, series, {
		content: { startsLocal: '2026-03-16T15:00', rule: 'FREQ=WEEKLY;COUNT=6' }
	});
	const other = await eventSeries(db, { kind: 'running', firstDay: '2026-03-01' });
	const feed = await programme(db, series);
	await brought(db, other, feed);
	const [one, two] = await Promise.all([events(db, series), events(db, other)]);
	expect(two.map(({ title, placeId, venue }) => ({ title, placeId, venue }))).toEqual(
		one.map(({ title, placeId, venue }) => ({ title, placeId, venue }))
	);
	const starts = async (id: string) => (await datesOf(db, id)).map(({ startsAt }) => startsAt);
	expect(await starts(two[0]!.id)).toEqual(await starts(one[0]!.id));
});

const table = (...rows: readonly string[]) =>
	[
		'Titel;Datum;Beginn;Ende;Bezirk;Veranstalter;Art;Zielgruppe;Sprache;Kosten;Anmeldung',
		...rows
	].join('\r\n');

test('a table in German becomes events: host by name, place by name without its umlaut, cost as a sum', async () => {
	const { db, series } = await fresh();
	const organisationId = await organisation(db, { name: 'AWO Kreisverband e. V.' });
	await brought(
		db,
		series,
		table(
			'Nähen;09.05.2026;10:00;12.30 Uhr;heepen;awo  Kreisverband e.V.;Workshop;Kinder, Familien;Deutsch;2,50 €;ja',
			'Tanz;10.05.26;22 Uhr;1:00;Mitte;Tanzgruppe;;;;;'
		)
	);
	expect(await events(db, series)).toMatchObject([
		{
			organisationId,
			placeId: 'bielefeld-heepen',
			kind: 'workshop',
			audiences: ['children', 'families'],
			cost: 'cents',
			costCents: 250,
			startsLocal: '2026-05-09T10:00',
			minutes: 150
		},
		{ hostName: 'Tanzgruppe', placeId: 'bielefeld-mitte', minutes: 180, cost: 'free' }
	]);
});

test('every wrong cell of a table is told with its line and its column', async () => {
	const { db, series } = await fresh();
	const id = await staged(
		db,
		series,
		table(
			'Gut;09.05.2026;10:00;12:00;Mitte;Verein;;;;;',
			';31.02.2026;25:00;;Atlantis;V;Zirkus;Riesen;Elbisch;;vielleicht',
			'"Zwei\r\nZeilen";09.05.2026;12:00;10:00;Mitte;V;;;;;',
			'Ganz anderswann;09.06.2026;10:00;12:00;Mitte;V;;;;;',
			'Gut;09.05.2026;10:00;12:00;Mitte;Verein;;;;;',
			'Wann?;;10:00;12:00;Mitte;Verein;;;;;'
		)
	);
	const rows = await toldRows(db, id, 'problems', null);
	expect(
		rows.map(({ line, problems }) => [
			line,
			problems.map(({ code, column }) => `${column}: ${code}`)
		])
	).toEqual([
		[
			3,
			[
				'Datum: date_invalid',
				'Beginn: time_invalid',
				'Bezirk: place_unknown',
				'Art: kind_unknown',
				'Anmeldung: yes_or_no',
				'Zielgruppe: audience_unknown',
				'Sprache: language_unknown',
				'Titel: title_missing'
			]
		],
		[4, ['Ende: ends_before_start']],
		[6, ['Datum: outside_period']],
		[7, ['null: id_twice']],
		[8, ['Datum: moment_missing']]
	]);
});

test('English headers and commas do as well, and Windows-1252 is read and told', async () => {
	const { db, series } = await fresh();
	const text =
		'date,title,start,end,district,host,room\r\n2026-05-09,"Frühstück, für alle",9:00,11:00,Heepen,Verein,x';
	const id = await staged(db, series, Buffer.from(text, 'latin1'));
	const { item } = await importOf(
		db,
		series.moderator,
		{ activityId: series.activityId, importId: id },
		before
	);
	expect(item).toMatchObject({ encoding: 'windows-1252', format: 'csv', unused: [] });
	await taken(db, series, id);
	expect(await events(db, series)).toMatchObject([
		{ title: { de: 'Frühstück, für alle' }, venue: 'x' }
	]);
});

test.each([
	['', 'file_empty'],
	['a;b\r\n1;2', 'not_a_table'],
	['Titel;Datum\r\n', 'no_rows'],
	['Titel;Datum\r\n"offen;1\r\n', 'quote_open'],
	['%PDF-1.7 …', 'file_not_text']
])('a file that is no programme is refused at once: %j', async (content, reason) => {
	const { db, series } = await fresh();
	await expect(staged(db, series, content)).rejects.toMatchObject({ reason });
	expect(await db.selectFrom('eventImports').select('id').execute()).toEqual([]);
});

test('without a host in the file somebody has to name one', async () => {
	const { db, series } = await fresh();
	const id = await staged(db, series, calendarOf(play));
	await expect(taken(db, series, id, { hostName: ' ' })).rejects.toMatchObject({
		fields: { hostName: 'text_missing' }
	});
});

test('taken to be reviewed, events wait for a moderator and nobody sees them', async () => {
	const { db, series } = await fresh();
	await brought(db, series, calendarOf(play), { as: 'submitted' });
	expect(await events(db, series)).toMatchObject([{ state: 'submitted' }]);
	expect(await programme(db, series)).not.toContain('Spielen');
});

test('a whole import is taken back; the same file can come again after that', async () => {
	const { db, series } = await fresh();
	const id = await brought(db, series, calendarOf(play));
	const which = { activityId: series.activityId, importId: id };
	await undoImport(db, series.moderator, which, before);
	expect(await events(db, series)).toMatchObject([{ state: 'withdrawn' }]);
	expect(await programme(db, series)).not.toContain('Spielen');
	await brought(db, series, calendarOf(play));
	expect((await events(db, series)).map(({ state }) => state)).toEqual(['withdrawn', 'approved']);
	await expect(undoImport(db, series.moderator, which, before)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test('the audit trail tells of the file once, and each event has its step', async () => {
	const { db, series } = await fresh();
	await brought(db, series, calendarOf(play));
	const rows = await db
		.selectFrom('history')
		.select(['action', 'detail'])
		.orderBy('id', 'desc')
		.limit(2)
		.execute();
	expect(rows).toMatchObject([
		{ action: 'events.imported', detail: { file: 'programm.csv', added: 1, changed: 0 } },
		{ action: 'events.approved' }
	]);
	const { eventId } = await eventNumbered(db, series.activityId, 1);
	expect((await eventOf(db, eventId)).enteredAs).toBe('staff');
});
