import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import type { PaperForm } from '../contract.ts';
import { dontKnow, scaleValues, type ScaleConfig } from './index.ts';

/** All values in a row between what its ends mean. */
export function scalePaper(config: ScaleConfig, locale: string): PaperForm {
	const language = inLocale(locale);
	const [from, to] = [formatCount(config.from, locale), formatCount(config.to, locale)];
	return {
		kind: 'row',
		rule: m.questions_scale_rule({ from, to }, language),
		values: scaleValues(config).map((value) => ({
			label: formatCount(value, locale),
			answer: value
		})),
		low: textFor(config.low, locale),
		high: textFor(config.high, locale),
		beside: config.dontKnow
			? [{ label: m.questions_scale_dont_know({}, language), answer: dontKnow }]
			: []
	};
}
