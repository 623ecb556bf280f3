import { createHash } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { cleanLine, lengthOf } from '../../platform/clean-text.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../history/record.server.ts';
import { measurePermissions } from './permissions.ts';
import { planOf } from './plan-state.server.ts';
import {
	indicatorTranslationsSchema,
	measureTranslationsSchema,
	type OtherLocale
} from './translations.ts';

/** The texts of a measure in German and in one other language, empty where nobody has translated them. */
export type MeasureTexts = Readonly<{
	code: string;
	german: string;
	text: string;
	indicators: readonly Readonly<{
		key: string;
		label: { german: string; text: string };
		unit: { german: string; text: string } | null;
	}>[];
	/** Stands for the texts as they are: hand it in to change exactly these. */
	hash: string;
}>;

/** What was typed: the title, and label and unit by key of the indicator. Empty: back to German. */
export type TypedTexts = Readonly<{
	title: string;
	labels: Readonly<Record<string, string>>;
	units: Readonly<Record<string, string>>;
}>;

/** @throws Refusal not_allowed, measure_unknown */
export async function textsOfMeasure(
	db: Db,
	actor: Actor,
	code: string,
	locale: OtherLocale
): Promise<MeasureTexts> {
	demand(measurePermissions, actor, 'measure.translate', await planOfMeasure(db, code));
	return readTexts(db, code, locale);
}

/**
 * Keeps the texts of a measure in one language; the other languages stay as they are.
 * @param expected hash of the texts that the caller saw
 * @throws Refusal not_allowed, measure_unknown, changed_meanwhile (409), text_too_long at `title`, `label.<key>`, `unit.<key>`
 */
export async function translateMeasure(
	db: Db,
	actor: Actor,
	{
		code,
		locale,
		typed,
		expected
	}: {
		code: string;
		locale: OtherLocale;
		typed: TypedTexts;
		expected: string;
	}
): Promise<void> {
	const plan = await planOfMeasure(db, code);
	demand(measurePermissions, actor, 'measure.translate', plan);
	const texts = checked(typed);
	await db.transaction().execute(async (trx) => {
		await trx.selectFrom('measures').select('code').where('code', '=', code).forUpdate().execute();
		const before = await readTexts(trx, code, locale);
		if (before.hash !== expected) throw new Refusal('conflict', 'changed_meanwhile');
		await writeTexts(trx, before, locale, texts);
		await record(trx, actor, {
			action: 'measure.translated',
			subjectKind: 'measure',
			subjectId: code,
			placeId: plan.placeId,
			detail: { language: locale }
		});
	});
}

async function planOfMeasure(db: Db, code: string) {
	const found = await db
		.selectFrom('measures')
		.select('placeId')
		.where('code', '=', code)
		.where('retiredAt', 'is', null)
		.executeTakeFirst();
	if (!found) throw new Refusal('missing', 'measure_unknown');
	return { ...(await planOf(db, found.placeId)), placeId: found.placeId };
}

async function readTexts(db: Db, code: string, locale: OtherLocale): Promise<MeasureTexts> {
	const measure = await db
		.selectFrom('measures')
		.select(['title', 'translations'])
		.where('code', '=', code)
		.executeTakeFirstOrThrow();
	const rows = await db
		.selectFrom('indicators')
		.select(['key', 'label', 'unit', 'translations'])
		.where('measureCode', '=', code)
		.where('retiredAt', 'is', null)
		.orderBy('position')
		.execute();
	const indicators = rows.map(({ key, label, unit, translations }) => {
		const texts = indicatorTranslationsSchema.parse(translations);
		return {
			key,
			label: { german: label, text: texts.label?.[locale] ?? '' },
			unit: unit === null ? null : { german: unit, text: texts.unit?.[locale] ?? '' }
		};
	});
	const text = measureTranslationsSchema.parse(measure.translations).title?.[locale] ?? '';
	const hash = createHash('sha256')
		.update(JSON.stringify([locale, text, indicators]))
		.digest('hex');
	return { code, german: measure.title, text, indicators, hash };
}

const longest = 300;

function checked({ title, labels, units }: TypedTexts): TypedTexts {
	const problems: Record<string, string> = {};
	const clean = (typed: string, field: string) => {
		const text = cleanLine(typed);
		if (lengthOf(text) > longest) problems[field] = 'text_too_long';
		return text;
	};
	const all = (texts: Readonly<Record<string, string>>, name: string) =>
		Object.fromEntries(
			Object.entries(texts).map(([key, text]) => [key, clean(text, `${name}.${key}`)])
		);
	const texts = {
		title: clean(title, 'title'),
		labels: all(labels, 'label'),
		units: all(units, 'unit')
	};
	if (Object.keys(problems).length > 0) throw new Refusal('invalid', 'texts_invalid', problems);
	return texts;
}

async function writeTexts(
	trx: Trx,
	before: MeasureTexts,
	locale: OtherLocale,
	{ title, labels, units }: TypedTexts
): Promise<void> {
	const measure = await trx
		.selectFrom('measures')
		.select('translations')
		.where('code', '=', before.code)
		.executeTakeFirstOrThrow();
	const known = measureTranslationsSchema.parse(measure.translations);
	await trx
		.updateTable('measures')
		.set({
			translations: JSON.stringify({ title: { ...known.title, [locale]: title || undefined } })
		})
		.where('code', '=', before.code)
		.execute();
	for (const { key } of before.indicators) {
		const row = await trx
			.selectFrom('indicators')
			.select('translations')
			.where('key', '=', key)
			.forUpdate()
			.executeTakeFirstOrThrow();
		const { label, unit } = indicatorTranslationsSchema.parse(row.translations);
		const translations = JSON.stringify({
			label: { ...label, [locale]: labels[key] || undefined },
			unit: { ...unit, [locale]: units[key] || undefined }
		});
		await trx.updateTable('indicators').set({ translations }).where('key', '=', key).execute();
	}
}
