import { formatCount } from '../../platform/i18n/numbers.ts';
import { textFor } from '../../platform/i18n/translated.ts';
import type { PaperForm } from '../contract.ts';
import { axes } from './axes.ts';
import type { GridConfig } from './index.ts';
import { gridRule } from './rule.ts';

/** Each item once for each measure, with a box for each number. */
export const gridPaper = (config: GridConfig, locale: string): PaperForm => ({
	kind: 'grid',
	rule: gridRule(config, locale),
	rows: config.items.flatMap(({ label }) =>
		axes.map((axis) => `${textFor(label, locale)}: ${textFor(config[axis], locale)}`)
	),
	columns: Array.from({ length: config.steps }, (_, n) => formatCount(n + 1, locale))
});
