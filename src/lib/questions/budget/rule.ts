import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { formatSum } from '../../platform/money.ts';
import type { BudgetConfig } from './index.ts';

/** The sum, and the most projects where that is limited too. */
export function budgetRule({ budgetCents, max }: BudgetConfig, locale: string): string {
	const language = inLocale(locale);
	const sum = formatSum(budgetCents, locale);
	return max === null
		? m.questions_budget_rule({ sum }, language)
		: m.questions_budget_rule_up_to({ sum, n: max, shown: formatCount(max, locale) }, language);
}
