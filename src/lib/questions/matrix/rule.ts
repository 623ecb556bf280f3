import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { MatrixConfig } from './index.ts';

export const matrixRule = ({ all }: MatrixConfig, locale: string): string =>
	all
		? m.questionsmore_matrix_rule_all({}, inLocale(locale))
		: m.questionsmore_matrix_rule_some({}, inLocale(locale));
