import { foldedWords } from './fold.ts';

/** Words with which a text waits for a moderator, folded. Phrases are kept as their words with blanks between. */
export type CautionList = ReadonlySet<string>;

/** Long enough to be found inside another word without hitting harmless ones. */
const foundInside = 7;

/** Whether one of the words is in the text, however it is disguised. It decides nothing: somebody looks. */
export function needsCaution(list: CautionList, text: string): boolean {
	const words = foldedWords(text);
	const joined = ` ${words.join(' ')} `;
	for (const caution of list) {
		if (caution.length >= foundInside && !caution.includes(' ')) {
			if (words.some((word) => word.includes(caution))) return true;
		} else if (joined.includes(` ${caution} `)) return true;
	}
	return false;
}

/** How a word of the list is compared; '' for one without letters. */
export const foldedEntry = (word: string): string => foldedWords(word).join(' ');
