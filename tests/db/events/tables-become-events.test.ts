import { expect, test } from 'vitest';
import { importOf, toldRows } from '#lib/formats/events/bring-in/imports.server.ts';
import { brought, broughtEvents, freshSeries, staged, taken } from '../../fixture/event-files.ts';
import { before, organisation } from '../../fixture/events.ts';

const table = (...rows: readonly string[]) =>
	[
		'Titel;Datum;Beginn;Ende;Bezirk;Veranstalter;Art;Zielgruppe;Sprache;Kosten;Anmeldung',
		...rows
	].join('\r\n');

test('a table in German becomes events: host by name, place by name without its umlaut, cost as a sum', async () => {
	const { db, series } = await freshSeries();
	const organisationId = await organisation(db, { name: 'AWO Kreisverband e. V.' });
	await brought(
		db,
		series,
		table(
			'Nähen;09.05.2026;10:00;12.30 Uhr;heepen;awo  Kreisverband e.V.;Workshop;Kinder, Familien;Deutsch;2,50 €;ja',
			'Tanz;10.05.26;22 Uhr;1:00;Mitte;Tanzgruppe;;;;;'
		)
	);
	expect(await broughtEvents(db, series)).toMatchObject([
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
	const { db, series } = await freshSeries();
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
	const { db, series } = await freshSeries();
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
	expect(await broughtEvents(db, series)).toMatchObject([
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
	const { db, series } = await freshSeries();
	await expect(staged(db, series, content)).rejects.toMatchObject({ reason });
	expect(await db.selectFrom('eventImports').select('id').execute()).toEqual([]);
});
