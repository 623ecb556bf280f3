import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { read as readWorkbook } from 'hucre';
import { expect, test } from 'vitest';
import {
	exportForEverybody,
	exportForStaff,
	type Download
} from '#lib/formats/ideas/exchange/export.server.ts';
import { noFilter } from '#lib/formats/ideas/filter.ts';
import { ideaStatuses } from '#lib/formats/ideas/rules.ts';
import { cleanLine, cleanText } from '#lib/platform/clean-text.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { locales } from '#lib/platform/i18n/paraglide/runtime.js';
import { freshDatabase } from '../../fixture/database.ts';
import { added, checked } from '../../fixture/idea-files.ts';
import { ideaMap, submitted, type TestMap } from '../../fixture/idea-map.ts';
import { staff } from '../../fixture/town.ts';

const now = new Date();
const textOf = ({ body }: Download) => text(Readable.fromWeb(body as never));

const awkward = fc.constantFrom(
	'"',
	'\n',
	'\r\n',
	';',
	',',
	'\t',
	"'",
	'=',
	'+1',
	'-',
	'@',
	'＝',
	'🌳',
	'👩🏽‍🦽',
	'مرحبا',
	'שלום',
	'ä',
	'<b>',
	'{"a":1}',
	'007',
	'1e5',
	' '
);
const words = fc.array(fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 4 })), {
	minLength: 1,
	maxLength: 12
});
const anyIdea = fc.record({
	title: words
		.map((all) => cleanLine(all.join('')).slice(0, 40))
		.map(cleanLine)
		.filter(Boolean),
	body: words.map((all) => cleanText(all.join(''))),
	status: fc.constantFrom(...ideaStatuses),
	category: fc.nat({ max: 1 }),
	where: fc.oneof(
		fc.record({
			lat: fc.double({ min: 52.02, max: 52.029, noNaN: true }),
			lng: fc.double({ min: 8.533, max: 8.547, noNaN: true })
		}),
		fc.constantFrom('place' as const, 'quarter' as const)
	),
	supports: fc.nat({ max: 5000 }),
	earlier: fc.nat({ max: 5000 }),
	locale: fc.constantFrom(...locales),
	blurred: fc.boolean(),
	day: fc.date({ min: new Date('2015-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
});
const plainIdea = {
	title: 'Mehr Schatten',
	body: '',
	status: 'new',
	category: 0,
	where: 'place',
	supports: 0,
	earlier: 0,
	locale: 'de',
	blurred: false,
	day: new Date('2015-01-01')
} as const;
type AnyIdea = typeof anyIdea extends fc.Arbitrary<infer T> ? T : never;

async function put(db: Db, { activityId, map }: TestMap, ideas: readonly AnyIdea[]) {
	const rows = ideas.map((idea, index) => {
		const pin = typeof idea.where === 'object';
		return {
			activityId,
			number: index + 1,
			title: idea.title,
			body: idea.body,
			status: idea.status,
			categoryId: map.categories[idea.category]!.id,
			importedSupports: idea.earlier,
			supports: idea.supports,
			locale: idea.locale,
			blurred: pin && idea.blurred,
			submittedOn: idea.day.toISOString().slice(0, 10),
			source: 'phone',
			visibility: 'public',
			whereabouts: typeof idea.where === 'object' ? 'pin' : idea.where,
			placeId: idea.where === 'place' ? 'bielefeld-kesselbrink' : 'bielefeld-mitte',
			lat: typeof idea.where === 'object' ? idea.where.lat : null,
			lng: typeof idea.where === 'object' ? idea.where.lng : null
		};
	});
	await db.insertInto('ideas').values(rows).execute();
}

/** What has to come back, by number in the map it was exported from. */
async function substance(db: Db, test: TestMap, numberColumn: 'number' | 'sourceRef') {
	const rows = await db
		.selectFrom('ideas')
		.selectAll()
		.where('activityId', '=', test.activityId)
		.orderBy('number')
		.execute();
	return rows.map((row) => ({
		was: String(row[numberColumn]),
		title: row.title,
		body: row.body,
		status: row.status,
		category: test.map.categories.findIndex(({ id }) => id === row.categoryId),
		whereabouts: row.whereabouts,
		placeId: row.placeId,
		lat: row.lat,
		lng: row.lng,
		blurred: row.blurred,
		supports: row.supports + row.importedSupports,
		locale: row.locale,
		day: row.submittedOn
	}));
}

test('whatever an export contains comes back from it, in every language and as GeoJSON', async () => {
	const { db } = await freshDatabase();
	const formats = [
		...locales.map((locale) => ['csv', locale] as const),
		['geojson', 'de'] as const
	];
	await fc.assert(
		fc.asyncProperty(
			fc.array(anyIdea, { minLength: 1, maxLength: 8 }),
			fc.constantFrom(...formats),
			async (ideas, [format, locale]) => {
				const from = await ideaMap(db);
				await put(db, from, ideas);
				const given = await exportForStaff(db, from.moderator, from.activityId, noFilter, {
					format,
					locale,
					now
				});
				const to = await ideaMap(db);
				const found = await checked(db, to, await textOf(given));
				expect(found).toMatchObject({ state: 'checked', good: ideas.length, bad: 0 });
				await added(db, to, found.id);
				expect(await substance(db, to, 'sourceRef')).toEqual(await substance(db, from, 'number'));
			}
		),
		{
			numRuns: 20,
			// An apostrophe that looks like the guard of a formula.
			examples: formats.map(
				(format) => [[{ ...plainIdea, title: `'="` }], format] as const
			) as never
		}
	);
}, 120_000);

test('an export brought back to its own map adds nothing', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test);
	const given = exportForEverybody(db, test.map, noFilter, { format: 'csv', locale: 'de' });
	expect(await checked(db, test, await textOf(given))).toMatchObject({ good: 1, known: 1 });
});

test('the public file has public ideas only and no column of the staff', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test, { title: 'Bänke' });
	const { ideaId } = await submitted(db, test, { title: 'Geheim' });
	await db.updateTable('ideas').set({ visibility: 'waiting' }).where('id', '=', ideaId).execute();
	for (const format of ['csv', 'geojson'] as const) {
		const content = await textOf(
			exportForEverybody(db, test.map, noFilter, { format, locale: 'de' })
		);
		expect(content).toContain('Bänke');
		expect(content).not.toContain('Geheim');
		expect(content).not.toMatch(/Sichtbarkeit|visibility|participant/);
	}
});

test('staff take along what waits, nobody what its author has withdrawn, and the history keeps it', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	for (const visibility of ['waiting', 'withdrawn', 'public']) {
		const { ideaId } = await submitted(db, test, { title: visibility });
		await db.updateTable('ideas').set({ visibility }).where('id', '=', ideaId).execute();
	}
	const options = { format: 'csv', locale: 'en', now } as const;
	const given = await exportForStaff(db, test.moderator, test.activityId, noFilter, options);
	const content = await textOf(given);
	expect(content).toMatch(/waiting for review/);
	expect(content).not.toContain('withdrawn');
	const { detail } = await db
		.selectFrom('history')
		.select('detail')
		.where('action', '=', 'ideas.exported')
		.executeTakeFirstOrThrow();
	expect(detail).toEqual({ format: 'csv', ideas: 2 });
	const juror = await staff(db, 'juror', ['bielefeld-mitte']);
	await expect(exportForStaff(db, juror, test.activityId, noFilter, options)).rejects.toMatchObject(
		{ kind: 'forbidden' }
	);
});

test('a workbook has numbers as numbers and a formula as the text that somebody wrote', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitted(db, test, { title: '=1+1' });
	const { body } = exportForEverybody(db, test.map, noFilter, { format: 'xlsx', locale: 'de' });
	const { sheets } = await readWorkbook(new Uint8Array(await new Response(body).arrayBuffer()));
	const [header, row] = sheets[0]!.rows;
	expect(header!.slice(0, 2)).toEqual(['Nummer', 'Titel']);
	expect(row!.slice(0, 2)).toEqual([1, '=1+1']);
});
