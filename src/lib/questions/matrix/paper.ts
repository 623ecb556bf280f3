import { textFor } from '../../platform/i18n/translated.ts';
import type { PaperForm } from '../contract.ts';
import { choicesOf, stepText, type MatrixConfig } from './index.ts';
import { matrixRule } from './rule.ts';

/** A table with a box for each step of each item. */
export const matrixPaper = (config: MatrixConfig, locale: string): PaperForm => ({
	kind: 'grid',
	rule: matrixRule(config, locale),
	rows: config.items.map(({ label }) => textFor(label, locale)),
	columns: choicesOf(config).map((step) => stepText(config, step, locale))
});
