import { z } from 'zod';
import { baseLocale, locales } from '../../platform/i18n/paraglide/runtime.js';
import type { Translated } from '../../platform/i18n/translated.ts';

/** The languages that the German of a catalogue can be translated into. */
export const otherLocales = locales.filter((locale) => locale !== baseLocale);
export type OtherLocale = Exclude<(typeof locales)[number], typeof baseLocale>;

const line = z.string().trim().min(1, 'required').max(1000, 'too_long');

/** Language to text, in a fixed order, so that equal translations have equal JSON. */
const inLanguages = z
	.partialRecord(z.enum(otherLocales as [OtherLocale, ...OtherLocale[]], 'not_allowed'), line)
	.transform(
		(texts) =>
			Object.fromEntries(
				otherLocales.flatMap((locale) => (texts[locale] ? [[locale, texts[locale]]] : []))
			) as Partial<Record<OtherLocale, string>>
	);

export const measureTranslationsSchema = z.strictObject({ title: inLanguages.optional() });
export const indicatorTranslationsSchema = z.strictObject({
	label: inLanguages.optional(),
	unit: inLanguages.optional()
});
export type MeasureTranslations = z.infer<typeof measureTranslationsSchema>;
export type IndicatorTranslations = z.infer<typeof indicatorTranslationsSchema>;

/** German first: it is what a reader of a language without translation gets. */
export const withGerman = (
	german: string,
	others: Partial<Record<string, string>> | undefined
): Translated => ({ [baseLocale]: german, ...others }) as Translated;
