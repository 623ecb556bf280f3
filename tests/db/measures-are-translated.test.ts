import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { indicatorForPrograms, measureListForPrograms } from '#lib/core/measures/api.server.ts';
import { indicatorDetailSchema, measureListSchema } from '#lib/core/measures/api-schema.ts';
import { readCatalogue } from '#lib/core/measures/catalogue.ts';
import { importCatalogue, previewCatalogue } from '#lib/core/measures/import.server.ts';
import {
	measureWithIndicators,
	measuresWithIndicators,
	passes
} from '#lib/core/measures/reads.server.ts';
import { textsOfMeasure, translateMeasure } from '#lib/core/measures/translate.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { languageOf, textFor } from '#lib/platform/i18n/translated.ts';
import { freshDatabase } from '../fixture/database.ts';
import { importTheCatalogue } from '../fixture/lebenslagen.ts';
import { buildTown, staff } from '../fixture/town.ts';

const context = { k: 5, now: new Date('2026-11-26T10:00:00Z') };
const key = '540-3.1a';

async function town() {
	const { db } = await freshDatabase();
	await buildTown(db);
	return { db, planner: await staff(db, 'planner', ['bielefeld']) };
}

const typed = (different: object = {}) => ({
	title: 'Planning together',
	labels: { [key]: 'Organisations involved', '540-3.1b': '' },
	units: { [key]: 'organisations' },
	...different
});

async function translate(db: Db, actor: Actor, different: object = {}, locale = 'en' as const) {
	const { hash } = await textsOfMeasure(db, system, '540-3', locale);
	const change = { code: '540-3', locale, typed: typed(different), expected: hash };
	return translateMeasure(db, actor, change);
}

const refusal = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error))
	);

test('a reader gets the own language, else German, marked as German', async () => {
	const { db, planner } = await town();
	await translate(db, planner);
	const { titles, indicators } = await measureWithIndicators(db, '540-3', context);
	const [first, second] = indicators;
	expect(textFor(titles, 'en')).toBe('Planning together');
	expect(textFor(titles, 'ar')).toBe('Beteiligungsorientierte Sozialplanung');
	expect(languageOf(titles, 'ar')).toBe('de');
	expect(textFor(first!.labels, 'en')).toBe('Organisations involved');
	expect(textFor(first!.units!, 'en')).toBe('organisations');
	expect(textFor(second!.labels, 'en')).toBe('Bewertung der Einbindung');
	expect(languageOf(second!.labels, 'en')).toBe('de');
	expect(second!.units).toBeNull();
});

test('the search finds what a reader reads, and programs get every language', async () => {
	const { db, planner } = await town();
	await translate(db, planner);
	const filter = { search: 'planning involved', chapter: null, goal: null, fedOnly: false };
	const [measure] = await measuresWithIndicators(db, context);
	expect(passes(measure!, filter)).toBe(true);
	const list = await measureListForPrograms(db, context);
	expect(measureListSchema.parse(list)).toEqual(list);
	expect(list.measures[0]!.titles).toMatchObject({ en: 'Planning together' });
	const one = await indicatorForPrograms(db, '540-3', key, context);
	expect(indicatorDetailSchema.parse(one)).toEqual(one);
	expect(one.labels).toEqual({
		de: 'Beteiligte Organisationen',
		en: 'Organisations involved'
	});
});

test('an emptied field goes back to German; other languages stay', async () => {
	const { db, planner } = await town();
	await translate(db, planner);
	await translate(db, planner, { title: 'تخطيط', labels: {}, units: {} }, 'ar' as never);
	await translate(db, planner, { title: ' ' });
	const { titles } = await measureWithIndicators(db, '540-3', context);
	expect(titles).toEqual({ de: 'Beteiligungsorientierte Sozialplanung', ar: 'تخطيط' });
	const told = await db.selectFrom('history').select(['action', 'detail']).execute();
	expect(told).toContainEqual({ action: 'measure.translated', detail: { language: 'ar' } });
});

test('of two who translate at once the second is told, in the same language only', async () => {
	const { db, planner } = await town();
	const change = { code: '540-3', locale: 'en' as const, typed: typed({ title: 'x' }) };
	const { hash: expected } = await textsOfMeasure(db, planner, '540-3', 'en');
	const both = await Promise.all(
		[1, 2].map(() => refusal(translateMeasure(db, planner, { ...change, expected })))
	);
	expect(both.sort()).toEqual(['changed_meanwhile', 'done']);
	const english = await textsOfMeasure(db, planner, '540-3', 'en');
	await translate(db, planner, {}, 'ar' as never);
	expect(await refusal(translateMeasure(db, planner, { ...change, expected: english.hash }))).toBe(
		'done'
	);
});

test('what is too long is named at its field, and nothing changes', async () => {
	const { db, planner } = await town();
	const long = { labels: { [key]: 'x'.repeat(301) } };
	await expect(translate(db, planner, long)).rejects.toMatchObject({
		fields: { [`label.${key}`]: 'text_too_long' }
	});
	expect((await measureWithIndicators(db, '540-3', context)).titles).not.toHaveProperty('en');
});

test('who may translate: planners and administrators of the plan, with the second factor', async () => {
	const { db, planner } = await town();
	const actors: [string, Actor][] = [
		...(await Promise.all(
			roles.map(async (role): Promise<[string, Actor]> => [
				role,
				await staff(db, role, ['bielefeld', 'bielefeld-mitte'])
			])
		)),
		['planner of a district', await staff(db, 'planner', ['bielefeld-mitte'])],
		['planner without second factor', { ...planner, secondFactor: false }],
		['anonymous', anonymous],
		['system', system]
	];
	await db.updateTable('measures').set({ placeId: 'bielefeld' }).execute();
	for (const [name, actor] of actors) {
		const allowed = ['planner', 'administrator', 'system'].includes(name);
		expect(await refusal(translate(db, actor)), name).toBe(allowed ? 'done' : 'not_allowed');
		expect(await refusal(textsOfMeasure(db, actor, '540-3', 'en')), name).toBe(
			allowed ? 'done' : 'not_allowed'
		);
	}
});

describe('the catalogue', () => {
	const original = readFileSync('demo/measures.json', 'utf8');
	type Measure = { code: string; translations?: unknown; indicators: { translations?: unknown }[] };
	const changed = (change: (measures: Measure[]) => void) => {
		const measures = JSON.parse(original) as Measure[];
		change(measures);
		return JSON.stringify(measures);
	};
	const imported = async (db: Db, text: string) => {
		const file = { text, placeId: 'bielefeld' };
		const preview = await previewCatalogue(db, system, file);
		if ('errors' in preview) throw new Error(JSON.stringify(preview.errors));
		return importCatalogue(db, system, file, preview.hash);
	};

	test('brings translations, and the demo has them for its measures in every language', async () => {
		const { db } = await freshDatabase();
		await importTheCatalogue(db);
		for (const code of ['540-1', '540-2', '540-3']) {
			const { titles } = await measureWithIndicators(db, code, context);
			expect(Object.keys(titles).sort()).toEqual(['ar', 'de', 'de-simple', 'en']);
		}
		const { indicators } = await measureWithIndicators(db, '540-3', context);
		for (const { key, labels } of indicators) expect(labels, key).toHaveProperty('ar');
	});

	test('that says nothing of translations leaves those of planning as they are', async () => {
		const { db } = await freshDatabase();
		await importTheCatalogue(db);
		await translate(db, system);
		const silent = changed((measures) => {
			for (const measure of measures) {
				delete measure.translations;
				for (const indicator of measure.indicators) delete indicator.translations;
			}
		});
		const { measures, indicators } = await imported(db, silent);
		expect([measures.list, indicators.list]).toEqual([[], []]);
		const { titles } = await measureWithIndicators(db, '540-3', context);
		expect(titles['en']).toBe('Planning together');
	});

	test('that brings others shows the change and makes it', async () => {
		const { db } = await freshDatabase();
		await importTheCatalogue(db);
		const other = changed((measures) => {
			measures.find(({ code }) => code === '540-3')!.translations = { title: { en: 'Another' } };
		});
		const { measures } = await imported(db, other);
		expect(measures.list).toMatchObject([
			{
				id: '540-3',
				fields: [
					{ field: 'translations.title.en', after: 'Another' },
					{ field: 'translations.title.de-simple', after: undefined },
					{ field: 'translations.title.ar', after: undefined }
				]
			}
		]);
		const { titles } = await measureWithIndicators(db, '540-3', context);
		expect(Object.keys(titles)).toEqual(['de', 'en']);
	});

	test.for([
		[{ title: { fr: 'Ensemble' } }, 'unknown_field'],
		[{ title: { en: ' ' } }, 'required'],
		[{ titel: { en: 'x' } }, 'unknown_field']
	] as const)('with %o is refused: %s', ([translations, reason]) => {
		const text = changed((measures) => void (measures[0]!.translations = translations));
		const reading = readCatalogue(text, { codes: new Set(), keys: new Set() });
		expect('errors' in reading && reading.errors.map((one) => one.reason)).toEqual([reason]);
	});
});
