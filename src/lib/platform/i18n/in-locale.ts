import { baseLocale, isLocale, type Locale } from './paraglide/runtime.js';

/** The option of a message function for a reader's language; a language we have no messages in gets the base one. */
export const inLocale = (locale: string): { locale: Locale } => ({
	locale: isLocale(locale) ? locale : baseLocale
});
