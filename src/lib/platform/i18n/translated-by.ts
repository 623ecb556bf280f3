import { textFor, type Translated } from './translated.ts';

/** A text in each language, without those that a reader falls back to anyway. */
export function translatedBy(
	texts: readonly (readonly [locale: string, text: string | undefined])[]
): Translated {
	const kept: Record<string, string> = {};
	for (const [locale, text] of texts)
		if (text !== undefined && (Object.keys(kept).length === 0 || textFor(kept, locale) !== text))
			kept[locale] = text;
	return kept;
}
