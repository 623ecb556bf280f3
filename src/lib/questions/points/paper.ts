import { textFor } from '../../platform/i18n/translated.ts';
import type { PaperForm } from '../contract.ts';
import type { PointsConfig } from './index.ts';
import { pointsRule } from './rule.ts';

/** A blank before each option for its points. */
export const pointsPaper = (config: PointsConfig, locale: string): PaperForm => ({
	kind: 'numbers',
	rule: pointsRule(config, locale),
	items: config.options.map(({ label }) => textFor(label, locale))
});
