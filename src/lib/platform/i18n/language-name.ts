import { inLocale } from './in-locale.ts';
import { m } from './paraglide/messages.js';

/** A content language in the reader's language; `de-simple` is "German, easy language". */
export function languageName(tag: string, locale: string): string {
	const [base, ...variants] = tag.split('-');
	const names = new Intl.DisplayNames(locale, { type: 'language' });
	if (!variants.includes('simple')) return names.of(tag) ?? tag;
	return m.questions_language_simple({ language: names.of(base!) ?? tag }, inLocale(locale));
}
