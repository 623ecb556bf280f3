import { choosingRule } from '../choosing.ts';
import type { PaperForm } from '../contract.ts';
import { picturechoiceRows, type PicturechoiceConfig } from './index.ts';

/** A box before each name: the pictures hang beside the urn or are shown by hand. */
export function picturechoicePaper(config: PicturechoiceConfig, locale: string): PaperForm {
	return {
		kind: 'boxes',
		rule: choosingRule(config, locale),
		boxes: picturechoiceRows(config, locale).map(({ id, label }) => ({ label, answer: [id] })),
		most: config.max
	};
}
