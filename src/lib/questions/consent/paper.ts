import { textFor } from '../../platform/i18n/translated.ts';
import type { PaperForm } from '../contract.ts';
import { consentText, offered, type ConsentConfig } from './index.ts';

/** What somebody agrees to and what for, then a box for what can be said. */
export function consentPaper(config: ConsentConfig, locale: string): PaperForm {
	return {
		kind: 'boxes',
		rule: `${textFor(config.statement, locale)} ${textFor(config.purpose, locale)}`,
		boxes: offered(config).map((said) => ({
			label: consentText(said, locale),
			answer: [said]
		})),
		most: 1
	};
}
