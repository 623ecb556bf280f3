import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { PointsConfig } from './index.ts';

export function pointsRule({ total, mustUseAll }: PointsConfig, locale: string): string {
	const told = mustUseAll ? m.questionsmore_points_rule_all : m.questionsmore_points_rule_up_to;
	return told({ total: formatCount(total, locale) }, inLocale(locale));
}
