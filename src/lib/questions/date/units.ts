import { dayText, monthText } from '../../platform/i18n/dates.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { addDays, daysBetween, mondayOf } from './days.ts';
import type { DateConfig } from './index.ts';

/** From fine to coarse. */
const units = ['day', 'week', 'month', 'year'] as const;
export type Unit = (typeof units)[number];

/** A bucket is named by its first day as far as it is needed: 2026-11-27, Monday 2026-11-23, 2026-11 or 2026. */
export const bucketOf = (unit: Unit, day: string): string =>
	({ day, week: mondayOf(day), month: day.slice(0, 7), year: day.slice(0, 4) })[unit];

/**
 * What the tally counts by: as fine as a thousand keys allow. Never weeks: one that lies in two months could be told in
 * neither. The answers themselves, and their export, stay days.
 */
export const keyUnit = ({ first, last }: DateConfig): 'day' | 'month' =>
	daysBetween(first, last) < 1000 ? 'day' : 'month';

/** The bucket, in a coarser unit, of a tally key. */
export const coarser = (unit: Unit, key: string): string =>
	bucketOf(unit, `${key}-01-01`.slice(0, 10));

/** More bars than this, of days, weeks or months, are a comb. */
const mostBars: Readonly<Record<Unit, number>> = { day: 31, week: 26, month: 36, year: 100 };

/** What bars from the first to the last key are of: the finest unit of which there are not too many. */
export function shownUnit(from: Unit, first: string, last: string): Unit {
	const fitting = units
		.slice(units.indexOf(from))
		.find(
			(unit) =>
				bucketsBetween(unit, coarser(unit, first), coarser(unit, last)).length <= mostBars[unit]
		);
	return fitting ?? 'year';
}

/** All buckets from one to another, without gaps. */
export function bucketsBetween(unit: Unit, first: string, last: string): string[] {
	const found = [first];
	while (found.at(-1)! < last && found.length <= 2000) found.push(after(unit, found.at(-1)!));
	return found;
}

function after(unit: Unit, bucket: string): string {
	if (unit === 'day') return addDays(bucket, 1);
	if (unit === 'week') return addDays(bucket, 7);
	const [year = 0, month = 1] = bucket.split('-').map(Number);
	const next = new Date(
		Date.UTC(unit === 'year' ? year + 1 : year, unit === 'year' ? 0 : month, 1)
	);
	return next.toISOString().slice(0, unit === 'year' ? 4 : 7);
}

/** "27 November 2026", "Week from 23 November 2026", "November 2026", "2026" */
export function bucketText(unit: Unit, bucket: string, locale: string): string {
	const language = inLocale(locale);
	if (unit === 'day') return dayText(bucket, language.locale);
	if (unit === 'month') return monthText(bucket, language.locale);
	if (unit === 'year') return bucket;
	return m.questionsmore_date_week({ day: dayText(bucket, language.locale) }, language);
}

/** As short as it fits under a bar. */
export function bucketTick(unit: Unit, bucket: string, locale: string): string {
	if (unit === 'year') return bucket;
	const options: Intl.DateTimeFormatOptions =
		unit === 'month'
			? { month: 'short', year: '2-digit' }
			: { day: 'numeric', month: locale === 'en' ? 'short' : 'numeric' };
	const tag = locale === 'ar' ? 'ar-u-nu-latn' : locale.split('-')[0];
	return new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).format(
		new Date(`${`${bucket}-01`.slice(0, 10)}T12:00:00Z`)
	);
}
