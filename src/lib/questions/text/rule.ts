import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { TextConfig } from './index.ts';

/** How long it may be, and that names do not belong into it. */
export function textRule({ maxLength }: TextConfig, locale: string): string {
	const language = inLocale(locale);
	const length = { n: maxLength, shown: formatCount(maxLength, locale) };
	return `${m.questions_text_rule(length, language)} ${m.questions_text_privacy({}, language)}`;
}
