import { formatCount } from '../platform/i18n/numbers.ts';
import { m } from '../platform/i18n/paraglide/messages.js';
import { inLocale } from '../platform/i18n/in-locale.ts';

/** "37 people answered." How every result sentence begins. */
export const answeredSentence = (ballots: number, locale: string): string =>
	ballots === 0
		? m.questions_nobody_answered({}, inLocale(locale))
		: m.questions_people_answered(
				{ n: ballots, shown: formatCount(ballots, locale) },
				inLocale(locale)
			);
