import { dayText } from '../../platform/i18n/dates.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { DateConfig } from './index.ts';

export function dateRule({ first, last }: DateConfig, locale: string): string {
	const language = inLocale(locale);
	return m.questionsmore_date_rule(
		{ first: dayText(first, language.locale), last: dayText(last, language.locale) },
		language
	);
}
