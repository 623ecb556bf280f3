import { dayText, listText, weekdayText } from '../i18n/dates.ts';
import { inLocale } from '../i18n/in-locale.ts';
import { m } from '../i18n/paraglide/messages.js';
import {
	formOf,
	weekdays,
	type Nth,
	type RecurrenceForm,
	type Weekday
} from './recurrence-form.ts';

type InLocale = ReturnType<typeof inLocale>;

/**
 * "jeden 2. Dienstag im Monat bis 30. Juni 2027". A rule that the form cannot say is only said to repeat: its dates tell.
 * @param rule an RRULE value
 */
export function recurrenceText(rule: string, locale: string): string {
	const language = inLocale(locale);
	const form = formOf(rule);
	if (!form) return m.calendar_other({}, language);
	const text = rhythmText(form, language);
	if (form.until !== null)
		return m.calendar_until({ text, day: dayText(form.until, language.locale) }, language);
	return form.count === null ? text : m.calendar_times({ text, n: form.count }, language);
}

function rhythmText(form: RecurrenceForm, language: InLocale): string {
	const n = form.every;
	if (form.unit === 'day')
		return n === 1 ? m.calendar_daily({}, language) : m.calendar_every_days({ n }, language);
	if (form.unit === 'week') return weeksText(form, language);
	if (form.nth === null)
		return n === 1 ? m.calendar_monthly({}, language) : m.calendar_every_months({ n }, language);
	const nth = nthText[form.nth]({}, language);
	const day = dayName(form.weekdays[0]!, language);
	return n === 1
		? m.calendar_monthly_on({ nth, day }, language)
		: m.calendar_every_months_on({ n, nth, day }, language);
}

function weeksText({ every: n, weekdays }: RecurrenceForm, language: InLocale): string {
	if (weekdays.length === 0)
		return n === 1 ? m.calendar_weekly({}, language) : m.calendar_every_weeks({ n }, language);
	const days = listText(
		weekdays.map((day) => dayName(day, language)),
		language.locale
	);
	return n === 1
		? m.calendar_weekly_on({ days }, language)
		: m.calendar_every_weeks_on({ n, days }, language);
}

const nthText: Readonly<Record<Nth, typeof m.calendar_nth_first>> = {
	1: m.calendar_nth_first,
	2: m.calendar_nth_second,
	3: m.calendar_nth_third,
	4: m.calendar_nth_fourth,
	'-1': m.calendar_nth_last
};

const dayName = (day: Weekday, { locale }: InLocale): string =>
	weekdayText(weekdays.indexOf(day) + 1, locale);
