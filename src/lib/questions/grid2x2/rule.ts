import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { GridConfig } from './index.ts';

export function gridRule({ steps, all }: GridConfig, locale: string): string {
	const told = all ? m.questionsmore_grid2x2_rule_all : m.questionsmore_grid2x2_rule_some;
	return told({ from: formatCount(1, locale), to: formatCount(steps, locale) }, inLocale(locale));
}
