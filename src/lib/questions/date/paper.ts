import type { PaperForm } from '../contract.ts';
import type { DateConfig } from './index.ts';
import { dateRule } from './rule.ts';

/** A line for the day. */
export const datePaper = (config: DateConfig, locale: string): PaperForm => ({
	kind: 'lines',
	rule: dateRule(config, locale),
	count: 1
});
