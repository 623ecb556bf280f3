import { textFor } from '../../platform/i18n/translated.ts';
import { formatSum } from '../../platform/money.ts';
import type { PaperForm } from '../contract.ts';
import type { BudgetConfig } from './index.ts';
import { budgetRule } from './rule.ts';

/** A box before each project, its costs behind it: people add them up themselves. */
export function budgetPaper(config: BudgetConfig, locale: string): PaperForm {
	return {
		kind: 'boxes',
		rule: budgetRule(config, locale),
		boxes: config.projects.map(({ id, label, costCents }) => ({
			label: textFor(label, locale),
			answer: [id],
			cost: formatSum(costCents, locale)
		})),
		most: config.max
	};
}
