import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount, isolated } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { answeredSentence } from '../answered.ts';
import type { ResultRow } from '../contract.ts';

/** So many words fit a sentence that is read out. */
const told = 3;

/**
 * How many people, how many different words, and which were said most. Words with the same count are told together
 * or not at all, so that none is left out by chance; a word that one person said is not "most".
 */
export function wordsSentence(rows: readonly ResultRow[], ballots: number, locale: string): string {
	const answered = answeredSentence(ballots, locale);
	if (rows.length === 0) return answered;
	const language = inLocale(locale);
	const different = m.questions_words_different(
		{ n: rows.length, shown: formatCount(rows.length, locale) },
		language
	);
	const often = saidMost(rows);
	if (often.length === 0) return `${answered} ${different}`;
	const list = often.map(
		({ label, count }) => `${isolated(label)} (${formatCount(count, locale)})`
	);
	const most = m.questions_words_most(
		{ words: new Intl.ListFormat(locale).format(list) },
		language
	);
	return `${answered} ${different} ${most}`;
}

function saidMost(rows: readonly ResultRow[]): readonly ResultRow[] {
	const often = rows.filter(({ count }) => count > 1);
	const beyond = often[told];
	return beyond ? often.slice(0, told).filter(({ count }) => count > beyond.count) : often;
}
