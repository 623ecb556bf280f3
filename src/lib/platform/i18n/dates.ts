import { getLocale } from './paraglide/runtime.js';

/** The house stands in one place; everybody reads its clock. */
const timeZone = 'Europe/Berlin';

/** BCP 47 tag that Intl knows: Leichte Sprache writes dates as German does. */
export const intlLocale = (locale: string = getLocale()) =>
	locale === 'de-simple' ? 'de' : locale;

/** "21. November 2026". @param date a moment, or a calendar day as YYYY-MM-DD */
export function dayText(date: Date | string, locale?: string): string {
	const moment = typeof date === 'string' ? new Date(`${date}T12:00:00Z`) : date;
	return new Intl.DateTimeFormat(intlLocale(locale), { dateStyle: 'long', timeZone }).format(moment);
}

/** "21.11.2026, 14:03". */
export function momentText(date: Date, locale?: string): string {
	return new Intl.DateTimeFormat(intlLocale(locale), {
		dateStyle: 'short',
		timeStyle: 'short',
		timeZone
	}).format(date);
}

/** "14:03:20", for waits of seconds. */
export function clockText(date: Date, locale?: string): string {
	return new Intl.DateTimeFormat(intlLocale(locale), { timeStyle: 'medium', timeZone }).format(date);
}
