import type { PaperForm } from '../contract.ts';
import { choiceRows, type ChoiceConfig } from './index.ts';
import { choosingRule } from '../choosing.ts';

/** A box before each option. */
export function choicePaper(config: ChoiceConfig, locale: string): PaperForm {
	return {
		kind: 'boxes',
		rule: choosingRule(config, locale),
		boxes: choiceRows(config, locale).map(({ id, label }) => ({ label, answer: [id] })),
		most: config.max
	};
}
