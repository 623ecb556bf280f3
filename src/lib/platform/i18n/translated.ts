import { z } from 'zod';

/** A text in some languages: language tag to text. The first content language of its activity is always there. */
export type Translated = Readonly<Record<string, string>>;

const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

export const translatedSchema = (maxLength: number) =>
	z.record(languageTag, z.string().trim().min(1, 'text_missing').max(maxLength, 'text_too_long'));

/**
 * The text for a reader: in their language, else in the language it derives from (Leichte Sprache falls back to
 * German), else in the first one it has.
 */
export function textFor(text: Translated, locale: string): string {
	return text[locale] ?? text[locale.split('-')[0]!] ?? Object.values(text)[0] ?? '';
}

/** The language that `textFor` takes, to mark the text with `lang`. */
export function languageOf(text: Translated, locale: string): string {
	const tags = [locale, locale.split('-')[0]!];
	return tags.find((tag) => text[tag] !== undefined) ?? Object.keys(text)[0] ?? locale;
}
