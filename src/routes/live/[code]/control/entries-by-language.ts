import type { Entry } from '#lib/formats/live/control/read-control.server.ts';
import { writtenLanguages } from '#lib/questions/entry-language.ts';

/** Asks for the entries of which nobody knows the language. */
export const noLanguage = 'none';

type Written = Pick<Entry, 'language'>;

const nameOf = ({ language }: Written) => language ?? noLanguage;

/** What there is to choose between: languages in which somebody wrote, and none; nothing where all are alike. */
export function languagesAmong(entries: readonly Written[]): readonly string[] {
	const there = new Set(entries.map(nameOf));
	return there.size > 1 ? [...writtenLanguages, noLanguage].filter((one) => there.has(one)) : [];
}

/** Null, or a language in which there is nothing: all of them, so that nothing that waits is overlooked. */
export function writtenIn<Some extends Written>(
	entries: readonly Some[],
	language: string | null
): readonly Some[] {
	const chosen = entries.filter((entry) => nameOf(entry) === language);
	return chosen.length > 0 ? chosen : entries;
}
