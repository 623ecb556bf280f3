import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { RankingConfig } from './index.ts';

export const rankingRule = ({ max }: RankingConfig, locale: string): string =>
	m.questionsmore_ranking_rule({ shown: formatCount(max, locale) }, inLocale(locale));
