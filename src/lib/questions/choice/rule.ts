import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { ChoiceConfig } from './index.ts';

/** "Please choose up to 5 answers": the limits in words, because nothing counts along without JavaScript. */
export function choiceRule({ min, max, options }: ChoiceConfig, locale: string): string {
	const language = inLocale(locale);
	const most = { n: max, shown: formatCount(max, locale) };
	if (max === 1) return m.questions_choice_rule_one({}, language);
	if (min === max) return m.questions_choice_rule_exactly(most, language);
	if (min > 1)
		return m.questions_choice_rule_between(
			{ min: formatCount(min, locale), max: formatCount(max, locale) },
			language
		);
	if (max === options.length) return m.questions_choice_rule_any({}, language);
	return m.questions_choice_rule_up_to(most, language);
}
