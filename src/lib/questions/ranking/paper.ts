import { textFor } from '../../platform/i18n/translated.ts';
import type { PaperForm } from '../contract.ts';
import type { RankingConfig } from './index.ts';
import { rankingRule } from './rule.ts';

/** A blank before each option for its place. */
export const rankingPaper = (config: RankingConfig, locale: string): PaperForm => ({
	kind: 'numbers',
	rule: rankingRule(config, locale),
	items: config.options.map(({ label }) => textFor(label, locale))
});
