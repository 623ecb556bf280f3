import { dayText } from '../../platform/i18n/dates.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../platform/i18n/paraglide/runtime.js';

/** "9. Mai 2026 bis 18. Mai 2026", or when a running series begins. */
export const periodText = (
	{ firstDay, lastDay }: Readonly<{ firstDay: string; lastDay: string | null }>,
	locale: Locale
): string =>
	lastDay === null
		? m.events_from({ first: dayText(firstDay, locale) })
		: m.events_period({ first: dayText(firstDay, locale), last: dayText(lastDay, locale) });
