import type { PaperForm } from '../contract.ts';
import type { WordsConfig } from './index.ts';
import { wordsRule } from './rule.ts';

/** A line for each word. */
export function wordsPaper(config: WordsConfig, locale: string): PaperForm {
	return { kind: 'lines', rule: wordsRule(config, locale), count: config.maxWords };
}
