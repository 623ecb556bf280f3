import type { PaperForm } from '../contract.ts';
import type { TextConfig } from './index.ts';
import { textRule } from './rule.ts';

/** Letters that a hand puts into one line. */
const perLine = 60;

/** Lines for as much as may be said, three at least: handwriting is large. */
export function textPaper(config: TextConfig, locale: string): PaperForm {
	const count = Math.max(3, Math.ceil(config.maxLength / perLine));
	return { kind: 'lines', rule: textRule(config, locale), count };
}
