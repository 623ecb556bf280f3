import type { ResultRow } from './contract.ts';

/** A piece of a sentence; with a language where it is what somebody wrote. */
export type SentencePart = Pick<ResultRow, 'label' | 'language'>;

/** What `isolated` set apart, with its marks. */
const setApart = /(\u2068[^\u2068\u2069]*\u2069)/u;

/** The sentence in pieces: an entry that it quotes stands alone, with the language of its row. */
export function sentenceParts(
	sentence: string,
	rows: readonly SentencePart[]
): readonly SentencePart[] {
	if (!rows.some(({ language }) => language)) return [{ label: sentence }];
	return sentence.split(setApart).flatMap((piece): SentencePart[] => {
		const quoted = setApart.test(piece) ? piece.slice(1, -1) : null;
		const row = rows.find(({ label, language }) => language && label === quoted);
		return piece === '' ? [] : [row ?? { label: piece }];
	});
}
