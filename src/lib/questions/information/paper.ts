import { textFor } from '../../platform/i18n/translated.ts';
import type { PaperForm } from '../contract.ts';
import type { InformationConfig } from './index.ts';

/** The text itself: on paper there is nothing to cross. */
export const informationPaper = ({ text }: InformationConfig, locale: string): PaperForm => ({
	kind: 'none',
	rule: textFor(text, locale)
});
