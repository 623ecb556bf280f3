import type { PaperForm } from '../contract.ts';
import type { NumberConfig } from './index.ts';
import { numberRule } from './rule.ts';

/** A line for the number. */
export const numberPaper = (config: NumberConfig, locale: string): PaperForm => ({
	kind: 'lines',
	rule: numberRule(config, locale),
	count: 1
});
