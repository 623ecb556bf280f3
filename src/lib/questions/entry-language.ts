import { inLocale } from '../platform/i18n/in-locale.ts';
import { getTextDirection, locales } from '../platform/i18n/paraglide/runtime.js';
import { isRightToLeft } from '../platform/i18n/text-direction.ts';

/**
 * Languages in which people write: those of the pages, each once. Leichte Sprache is German. Where a word was written as
 * often in two of them, the first here is its language.
 */
export const writtenLanguages: readonly string[] = [
	...new Set(locales.map((locale) => locale.split('-')[0]!))
];

/** The language, where it is one of ours. */
export const writtenLanguage = (given: unknown): string | undefined =>
	writtenLanguages.find((language) => language === given);

/** The language in which somebody writes on a page. */
export const languageOfPage = (locale: string): string | undefined =>
	writtenLanguage(locale.split('-')[0]);

/**
 * Stands in a stored key between an entry and the language it was written in. No entry has it: it is a control
 * character, and these are cleaned away.
 */
export const markSign = '\u001f';

/** A key of its own beside that of the entry, so that entries are counted, hidden and approved whatever their language. */
export const markOf = (key: string, language: string): string => `${key}${markSign}${language}`;

export const isMark = (key: string): boolean => key.includes(markSign);

/** What a ballot adds to the tally so that it is known in which language its entries were written. */
export const marksOf = (keys: readonly string[], language: string): string[] =>
	keys.map((key) => markOf(key, language));

/** The language of one ballot, by its keys. */
export function languageOfBallot(tallyKeys: readonly string[]): string | undefined {
	const mark = tallyKeys.find(isMark);
	return mark && writtenLanguage(mark.slice(mark.indexOf(markSign) + 1));
}

type Counts = Readonly<Record<string, number>>;

/** Stored counts apart: what people said, and in which languages. */
export function withoutMarks(stored: Counts): Readonly<{ counts: Counts; marks: Counts }> {
	const entries = Object.entries(stored);
	return {
		counts: Object.fromEntries(entries.filter(([key]) => !isMark(key))),
		marks: Object.fromEntries(entries.filter(([key]) => isMark(key)))
	};
}

/**
 * The language of each marked key: the one in which most wrote it, among those that its letters can be of. Keys of one
 * entry (spellings of a word) have one language. How many wrote in which is not in it: of few people that would say too
 * much. Nor is a language that the text does not show: a German word from the Arabic page would tell who wrote it.
 */
export function languagesOf(
	marks: Counts,
	sameEntry: (key: string) => string
): Readonly<Record<string, string>> {
	const keys = new Map<string, string>();
	const people = new Map<string, number[]>();
	for (const [mark, count] of Object.entries(marks)) {
		const [key, language] = mark.split(markSign) as [string, string];
		const rank = writtenLanguages.indexOf(language);
		if (rank < 0 || count <= 0 || !canBeIn(language, key)) continue;
		const entry = sameEntry(key);
		keys.set(key, entry);
		const wrote = people.get(entry) ?? writtenLanguages.map(() => 0);
		wrote[rank]! += count;
		people.set(entry, wrote);
	}
	return Object.fromEntries(
		[...keys].map(([key, entry]) => {
			const wrote = people.get(entry)!;
			return [key, writtenLanguages[wrote.indexOf(Math.max(...wrote))]!];
		})
	);
}

const canBeIn = (language: string, text: string): boolean =>
	isRightToLeft(text, false) === (getTextDirection(inLocale(language).locale) === 'rtl');
