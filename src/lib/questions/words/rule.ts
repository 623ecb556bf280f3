import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { wordLength, type WordsConfig } from './index.ts';

/** How many words, and how long each may be. */
export function wordsRule({ maxWords }: WordsConfig, locale: string): string {
	const length = formatCount(wordLength, locale);
	return maxWords === 1
		? m.questions_words_rule({ n: wordLength, shown: length }, inLocale(locale))
		: m.questions_words_rule_many(
				{ count: formatCount(maxWords, locale), length },
				inLocale(locale)
			);
}
