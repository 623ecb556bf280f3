import { expect, test } from 'vitest';
import { addIdeas } from '#lib/formats/ideas/import/add-ideas.server.ts';
import { cancelImport, undoImport } from '#lib/formats/ideas/import/end-import.server.ts';
import { badRows, importOf, wordsInColumn } from '#lib/formats/ideas/import/imports.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { added, check, checked, read } from '../../fixture/idea-files.ts';
import { idea, ideaMap, submitted, type TestMap } from '../../fixture/idea-map.ts';

const file = `Nr;Titel;Beschreibung;Thema;Koordinaten;Eingangsdatum;Zustimmungen
17;Mehr Bänke;"Am Brunnen
fehlt eine Bank";Idee;52.0245, 8.5395;03.05.2024;12
18;Stufe am Eingang;;Barriere;52,0246; 8,5396;2024-05-04;0
`.replace('52,0246; 8,5396', '"52,0246; 8,5396"');

const ideasOf = (db: Db, { activityId }: TestMap) =>
	db
		.selectFrom('ideas')
		.selectAll()
		.where('activityId', '=', activityId)
		.orderBy('number')
		.execute();

const problemsOf = async (db: Db, importId: string) =>
	(await badRows(db, importId, null)).flatMap(({ line, problems }) =>
		problems.map(({ code, column, found }) => [line, code, column, found])
	);

test('an earlier procedure comes along: columns are guessed, rows become ideas of their time', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test);
	const found = await checked(db, test, file);
	expect(found).toMatchObject({ state: 'checked', good: 2, bad: 0, known: 0, delimiter: ';' });
	expect(await ideasOf(db, test)).toHaveLength(1);
	expect(await added(db, test, found.id)).toMatchObject({ state: 'done', added: 2 });
	const [, bench, step] = await ideasOf(db, test);
	expect(bench).toMatchObject({
		number: 2,
		title: 'Mehr Bänke',
		body: 'Am Brunnen\nfehlt eine Bank',
		whereabouts: 'pin',
		lat: 52.0245,
		lng: 8.5395,
		submittedOn: '2024-05-03',
		source: 'import',
		visibility: 'public',
		supports: 0,
		importedSupports: 12,
		sourceRef: '17',
		participant: null
	});
	expect(step).toMatchObject({ number: 3, lat: 52.0246, categoryId: test.map.categories[1]!.id });
	const entry = await db
		.selectFrom('history')
		.select('detail')
		.where('action', '=', 'ideas.imported')
		.executeTakeFirstOrThrow();
	expect(entry.detail).toMatchObject({ added: 2, known: 0, leftOut: 0, file: 'ideen.csv' });
	await submitted(db, test);
	expect((await ideasOf(db, test)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
});

test('the same file brought twice adds nothing, also after its supports went on', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await added(db, test, (await checked(db, test, file)).id);
	const again = await checked(db, test, file.replace(';12', ';15'));
	expect(again).toMatchObject({ good: 2, known: 2 });
	await expect(added(db, test, again.id)).rejects.toMatchObject({ reason: 'nothing_to_add' });
	expect(await ideasOf(db, test)).toHaveLength(2);
});

test('two rows that say the same are two ideas, each of them once', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const twice = 'Titel\nBänke\nBänke\n';
	await added(db, test, (await checked(db, test, twice)).id);
	expect(await ideasOf(db, test)).toHaveLength(2);
	expect(await checked(db, test, twice)).toMatchObject({ good: 2, known: 2 });
});

test('an id that stands in the file twice is told at the second row', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const found = await checked(db, test, 'id,Titel\n7,Bänke\n7,Bäume\n');
	expect(await problemsOf(db, found.id)).toEqual([[3, 'source_id_twice', 'id', '7']]);
});

test('each wrong row is told with its line, column and what stands there; the good ones can be added', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const rows = [
		'Titel,Kategorie,lat,lng,Datum,Status,Stimmen',
		'"zwei',
		'Zeilen",Idee,52.0245,8.5395,2024-05-03,neu,3',
		',Idee,,,,,',
		'Weg,Idee,53.5,10,,,',
		'Vertauscht,Idee,8.5395,52.0245,,,',
		'Meter,Idee,5763000,468000,,,',
		'Halb,Idee,52.0245,,,,',
		'Wort,Idee,hier,dort,,,',
		'Thema,Zauberei,,,,,',
		'Tag,Idee,,,31.02.2024,,',
		'Zukunft,Idee,,,2999-01-01,,',
		'Stand,Idee,,,,vergessen,',
		'Zahl,Idee,,,,,viele',
		`${'x'.repeat(121)},Idee,,,,,`,
		'Zu viel,Idee,,,,,1,2'
	];
	const found = await checked(db, test, rows.join('\n'), { defaultCategory: null });
	expect(await problemsOf(db, found.id)).toEqual([
		[4, 'title_missing', 'Titel', ''],
		[5, 'position_outside', 'lat', '53.5 / 10'],
		[6, 'position_swapped', 'lat', '8.5395 / 52.0245'],
		[7, 'position_projected', 'lat', '5763000 / 468000'],
		[8, 'position_half', 'lng', ''],
		[9, 'position_invalid', 'lat', 'hier / dort'],
		[10, 'category_unknown', 'Kategorie', 'Zauberei'],
		[11, 'date_invalid', 'Datum', '31.02.2024'],
		[12, 'date_future', 'Datum', '2999-01-01'],
		[13, 'status_unknown', 'Status', 'vergessen'],
		[14, 'supports_invalid', 'Stimmen', 'viele'],
		[15, 'title_too_long', 'Titel', '121'],
		[16, 'columns_wrong', null, '8']
	]);
	expect(found).toMatchObject({ good: 1, bad: 13 });
	expect(await added(db, test, found.id)).toMatchObject({ added: 1 });
	expect((await ideasOf(db, test)).map(({ title }) => title)).toEqual(['zwei Zeilen']);
});

test('swapped coordinates are swapped when asked, and long titles cut with nothing lost', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const long = `${'Schatten '.repeat(15)}und Wasser`;
	const found = await checked(db, test, `Titel,lat,lng\n${long},8.5395,52.0245\n`, {
		swap: true,
		shorten: true
	});
	await added(db, test, found.id);
	const [shortened] = await ideasOf(db, test);
	expect(shortened).toMatchObject({ lat: 52.0245, lng: 8.5395, body: long });
	expect(shortened!.title).toMatch(/^Schatten .*Schatten…$/);
});

test('words of the file become categories, ours or new ones, in one transaction with the ideas', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { id } = await read(db, test, 'Titel;Thema\nA;Grün\nB;grün \nC;Wege\n');
	expect(await wordsInColumn(db, id, 1)).toEqual([
		{ key: 'grün', word: expect.stringMatching(/^[Gg]rün$/), rows: 2 },
		{ key: 'wege', word: 'Wege', rows: 1 }
	]);
	await check(db, test, id, {
		columns: { title: 0, category: 1 },
		categories: { grün: 'new', wege: test.map.categories[1]!.id }
	});
	await added(db, test, id);
	const categories = await db
		.selectFrom('ideaCategories')
		.select(['id', 'name'])
		.where('activityId', '=', test.activityId)
		.orderBy('position')
		.execute();
	expect(categories.map(({ name }) => name)).toEqual([
		{ de: 'Idee', en: 'Idea' },
		{ de: 'Barriere', en: 'Barrier' },
		{ de: expect.stringMatching(/^[Gg]rün$/) }
	]);
	const green = categories[2]!.id;
	expect((await ideasOf(db, test)).map(({ categoryId }) => categoryId)).toEqual([
		green,
		green,
		test.map.categories[1]!.id
	]);
});

test('no import makes more categories than a map may have', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { id } = await read(db, test, 'Titel,Thema\nA,B\n');
	const categories = Object.fromEntries(
		Array.from({ length: 11 }, (_, index) => [`wort ${index}`, 'new' as const])
	);
	await expect(
		check(db, test, id, { columns: { title: 0, category: 1 }, categories })
	).rejects.toMatchObject({ reason: 'too_many_categories' });
});

test('GeoJSON comes along with properties as columns; another shape than a point is told', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const feature = (title: string, geometry: object | null) => ({
		type: 'Feature',
		properties: { title, '\u0000odd\ud800': 'half \ud800 and zero \u0000' },
		geometry
	});
	const found = await checked(
		db,
		test,
		JSON.stringify({
			type: 'FeatureCollection',
			features: [
				feature('Punkt', { type: 'Point', coordinates: [8.5395, 52.0245, 110] }),
				feature('Ohne Ort', null),
				feature('Linie', { type: 'LineString', coordinates: [] }),
				7
			]
		})
	);
	expect(await problemsOf(db, found.id)).toEqual([
		[3, 'not_a_point', 'geometry', 'LINESTRING'],
		[4, 'title_missing', 'title', '']
	]);
	await added(db, test, found.id);
	expect(await ideasOf(db, test)).toMatchObject([
		{ title: 'Punkt', whereabouts: 'pin', lng: 8.5395 },
		{ title: 'Ohne Ort', whereabouts: 'quarter', placeId: 'bielefeld-mitte' }
	]);
});

test.each([
	['a ZIP named .csv', Buffer.from('504b030414000000', 'hex'), { code: 'zip' }],
	['an empty file', ' \n', { code: 'empty' }],
	['a header alone', 'Titel;Text\n', { code: 'no_rows' }],
	['a quotation mark that never closes', 'Titel\n"Bänke\n', { code: 'quote_open', line: 2 }],
	[
		'JSON that breaks off',
		'{"type":"FeatureCollection",\n"features":[',
		{ code: 'not_json', line: 2 }
	],
	['JSON without features', '{"a":1}', { code: 'not_features' }],
	[
		'coordinates of another system',
		'{"type":"FeatureCollection","crs":{"name":"urn:ogc:def:crs:EPSG::25832"},"features":[{}]}',
		{ code: 'other_reference_system' }
	]
])('%s is refused with its reason, and nothing is changed', async (_, content, trouble) => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	expect(await read(db, test, content)).toMatchObject({ state: 'failed', trouble });
	expect(await ideasOf(db, test)).toEqual([]);
});

test('Windows-1252 is read as such, and the import says so', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const found = await checked(
		db,
		test,
		Buffer.from('Titel;Text\nBänke für Ältere;größer\n', 'latin1')
	);
	expect(found.encoding).toBe('windows-1252');
	await added(db, test, found.id);
	expect(await ideasOf(db, test)).toMatchObject([{ title: 'Bänke für Ältere', body: 'größer' }]);
});

test('markup and formulas of a file stay text', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const found = await checked(
		db,
		test,
		'Titel,Text\n<script>alert(1)</script>,"=HYPERLINK(""x"")"\n'
	);
	await added(db, test, found.id);
	expect(await ideasOf(db, test)).toMatchObject([
		{ title: '<script>alert(1)</script>', body: '=HYPERLINK("x")' }
	]);
});

test('what was not public where it came from waits here, and so does everything when asked', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const found = await checked(db, test, 'Titel,Sichtbarkeit\nA,verborgen\nB,öffentlich\n');
	await added(db, test, found.id);
	expect((await ideasOf(db, test)).map(({ visibility }) => visibility)).toEqual([
		'waiting',
		'public'
	]);
	const all = await checked(db, test, 'Titel\nC\n', { publish: false });
	await added(db, test, all.id);
	expect((await ideasOf(db, test)).at(-1)!.visibility).toBe('waiting');
});

test('answers come along with their day and do not keep an import from being taken back', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const found = await checked(
		db,
		test,
		'Titel,Status,Antwort,Beantwortet am,Zuständig\nA,erledigt,Die Bank steht.,01.06.2024,Umweltbetrieb\n'
	);
	await added(db, test, found.id);
	expect(await db.selectFrom('ideaAnswers').selectAll().execute()).toMatchObject([
		{
			status: 'done',
			reason: { de: 'Die Bank steht.' },
			answeredOn: '2024-06-01',
			office: 'Umweltbetrieb'
		}
	]);
	await undoImport(db, test.moderator, which(test, found.id), new Date());
	expect(await ideasOf(db, test)).toMatchObject([{ visibility: 'withdrawn' }]);
});

const which = ({ activityId }: TestMap, importId: string) => ({ activityId, importId });

test('taking back withdraws exactly the ideas of the import; the file may then come again', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test);
	const { id } = await added(db, test, (await checked(db, test, file)).id);
	await undoImport(db, test.moderator, which(test, id), new Date());
	const after = await ideasOf(db, test);
	expect(after.map(({ visibility }) => visibility)).toEqual(['public', 'withdrawn', 'withdrawn']);
	await expect(undoImport(db, test.moderator, which(test, id), new Date())).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
	const again = await checked(db, test, file);
	expect(await added(db, test, again.id)).toMatchObject({ added: 2 });
});

test('an import that people have made something of is not taken back', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { id } = await added(db, test, (await checked(db, test, file)).id);
	const [first] = await ideasOf(db, test);
	await db
		.insertInto('ideaSupports')
		.values({ ideaId: first!.id, participant: Buffer.from('someone') })
		.execute();
	await expect(undoImport(db, test.moderator, which(test, id), new Date())).rejects.toMatchObject({
		reason: 'import_in_use'
	});
	expect((await ideasOf(db, test)).map(({ visibility }) => visibility)).toEqual([
		'public',
		'public'
	]);
});

test('an import whose process has ended is told as interrupted and can be gone on with', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { id } = await checked(db, test, file);
	const silent = new Date(Date.now() - 60_000);
	await db
		.updateTable('ideaImports')
		.set({ state: 'importing', heartbeatAt: silent })
		.where('id', '=', id)
		.execute();
	const found = await importOf(db, test.moderator, test.activityId, id, new Date());
	expect(found).toMatchObject({ state: 'importing', interrupted: true });
	expect(await added(db, test, id)).toMatchObject({ state: 'done', added: 2 });
});

test('nobody takes over an import that is being worked at', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { id } = await checked(db, test, file);
	await db.updateTable('ideaImports').set({ state: 'importing' }).where('id', '=', id).execute();
	await expect(addIdeas(db, test.moderator, which(test, id), new Date())).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
	await expect(cancelImport(db, test.moderator, which(test, id), new Date())).rejects.toMatchObject(
		{ reason: 'not_possible_now' }
	);
});

test('an import that fails on its way leaves nothing behind, no category and no taken number', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { id } = await read(db, test, 'Titel,Thema\nA,Neu\nB,Neu\n');
	await check(db, test, id, { columns: { title: 0, category: 1 }, categories: { neu: 'new' } });
	// The last row breaks a rule of the table that no check of ours knows.
	await db
		.updateTable('ideaImportRows')
		.set((eb) => ({ idea: eb.fn('jsonb_set', ['idea', eb.val('{lat}'), eb.val('1')]) }) as never)
		.where('importId', '=', id)
		.where('row', '=', 2)
		.execute();
	expect(await added(db, test, id)).toMatchObject({ state: 'checked', trouble: { code: 'fault' } });
	expect(await ideasOf(db, test)).toEqual([]);
	await submitted(db, test, idea(test));
	expect((await ideasOf(db, test)).map(({ number }) => number)).toEqual([1]);
	const categories = await db
		.selectFrom('ideaCategories')
		.select('id')
		.where('activityId', '=', test.activityId)
		.execute();
	expect(categories).toHaveLength(2);
});
