import { getLocale, type Locale } from './paraglide/runtime.js';

/** The cities that Palaver is for share one time zone; a server may run in any. */
const timeZone = 'Europe/Berlin';

/** Leichte Sprache writes German dates; Arabic readers here meet Western digits on posters and clocks. */
const tag = (locale: Locale): string =>
	({ de: 'de-DE', en: 'en-GB', 'de-simple': 'de-DE', ar: 'ar-u-nu-latn' })[locale];

/** "21. November 2026". @param at a moment, or a calendar day as YYYY-MM-DD */
export function dayText(at: Date | string, locale: Locale = getLocale()): string {
	const moment = typeof at === 'string' ? new Date(`${at}T12:00:00Z`) : at;
	return new Intl.DateTimeFormat(tag(locale), { dateStyle: 'long', timeZone }).format(moment);
}

/** "Samstag, 21. November 2026". @param day YYYY-MM-DD */
export const fullDayText = (day: string, locale: Locale = getLocale()): string =>
	new Intl.DateTimeFormat(tag(locale), { dateStyle: 'full', timeZone }).format(
		new Date(`${day}T12:00:00Z`)
	);

/** "November 2026". @param month YYYY-MM */
export const monthText = (month: string, locale: Locale = getLocale()): string =>
	new Intl.DateTimeFormat(tag(locale), { month: 'long', year: 'numeric', timeZone }).format(
		new Date(`${month}-15T12:00:00Z`)
	);

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

/** "21.11.2026, 18:00", for lists and deadlines. */
export const stampText = (at: Date, locale: Locale = getLocale()): string =>
	new Intl.DateTimeFormat(tag(locale), {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone
	}).format(at);

/** "18:00:20", for waits of seconds. */
export const clockText = (at: Date, locale: Locale = getLocale()): string =>
	new Intl.DateTimeFormat(tag(locale), { timeStyle: 'medium', timeZone }).format(at);

/** "18:00", for what happened today. */
export const timeText = (at: Date, locale: Locale = getLocale()): string =>
	new Intl.DateTimeFormat(tag(locale), { timeStyle: 'short', timeZone }).format(at);

/** "Dienstag". @param number 1 is Monday, 7 is Sunday */
export const weekdayText = (number: number, locale: Locale = getLocale()): string =>
	new Intl.DateTimeFormat(tag(locale), { weekday: 'long', timeZone: 'UTC' }).format(
		new Date(Date.UTC(2024, 0, number))
	);

/** "Montag, Mittwoch und Freitag" */
export const listText = (parts: readonly string[], locale: Locale = getLocale()): string =>
	new Intl.ListFormat(tag(locale), { type: 'conjunction' }).format(parts);
