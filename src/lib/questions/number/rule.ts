import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { lastOf } from './answer.ts';
import type { NumberConfig } from './index.ts';
import { formatValue, withUnit } from './values.ts';

/** The limits, and the step where it is not simply whole numbers. */
export function numberRule(config: NumberConfig, locale: string): string {
	const ends = {
		from: formatValue(config.min, locale),
		to: withUnit(config, lastOf(config), locale)
	};
	return config.step === 1
		? m.questionsmore_number_rule(ends, inLocale(locale))
		: m.questionsmore_number_rule_steps(
				{ ...ends, step: formatValue(config.step, locale) },
				inLocale(locale)
			);
}
