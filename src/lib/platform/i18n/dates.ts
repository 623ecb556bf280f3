import type { Locale } from './paraglide/runtime.js';

/** The cities that Palaver is for share one time zone; a server may run in any. */
const timeZone = 'Europe/Berlin';

/** Leichte Sprache writes German dates; Arabic readers here meet Western digits on posters and clocks. */
const tag = (locale: Locale): string =>
	({ de: 'de-DE', en: 'en-GB', 'de-simple': 'de-DE', ar: 'ar-u-nu-latn' })[locale];

/** "21. November 2026" */
export const dayText = (at: Date, locale: Locale): string =>
	new Intl.DateTimeFormat(tag(locale), { dateStyle: 'long', timeZone }).format(at);

/** "Samstag, 21. November, 18:00" */
export const momentText = (at: Date, locale: Locale): string =>
	new Intl.DateTimeFormat(tag(locale), {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		hour: '2-digit',
		minute: '2-digit',
		timeZone
	}).format(at);
