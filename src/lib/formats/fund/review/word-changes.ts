/** A piece of text that stayed, went away or was added. */
export type Piece = Readonly<{ kind: 'same' | 'removed' | 'added'; text: string }>;

/** Longer texts than this, in words, are shown before and after as a whole: comparing them grows with the square. */
const longest = 1500;

/**
 * What changed between two texts, word by word: the longest common subsequence stays. Joined without the added pieces it
 * is the old text, without the removed ones the new one.
 */
export function wordChanges(before: string, after: string): Piece[] {
	const [old, fresh] = [wordsOf(before), wordsOf(after)];
	if (old.length > longest || fresh.length > longest) return joined(replaced(old, fresh));
	return joined(walked(old, fresh, commonLengths(old, fresh)));
}

/** Words with the blanks behind them, so that joining them gives the text again. */
const wordsOf = (text: string): string[] => text.match(/\s*\S+|\s+$/gu) ?? [];

/** Length of the longest common subsequence of what follows `old[i]` and `fresh[j]`, at `i * width + j`. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint16Array {
	const width = fresh.length + 1;
	const lengths = new Uint16Array((old.length + 1) * width);
	for (let i = old.length - 1; i >= 0; i--)
		for (let j = fresh.length - 1; j >= 0; j--)
			lengths[i * width + j] =
				old[i] === fresh[j]
					? lengths[(i + 1) * width + j + 1]! + 1
					: Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
	return lengths;
}

function walked(old: readonly string[], fresh: readonly string[], lengths: Uint16Array): Piece[] {
	const width = fresh.length + 1;
	const pieces: Piece[] = [];
	let [i, j] = [0, 0];
	while (i < old.length && j < fresh.length) {
		if (old[i] === fresh[j]) {
			pieces.push({ kind: 'same', text: old[i]! });
			i++;
			j++;
		} else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)
			pieces.push({ kind: 'removed', text: old[i++]! });
		else pieces.push({ kind: 'added', text: fresh[j++]! });
	}
	return [...pieces, ...replaced(old.slice(i), fresh.slice(j))];
}

const replaced = (old: readonly string[], fresh: readonly string[]): Piece[] => [
	...old.map((text) => ({ kind: 'removed' as const, text })),
	...fresh.map((text) => ({ kind: 'added' as const, text }))
];

/** Neighbours of one kind as one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
	const all: Piece[] = [];
	for (const piece of pieces) {
		const last = all.at(-1);
		if (last?.kind === piece.kind) all[all.length - 1] = { ...last, text: last.text + piece.text };
		else all.push(piece);
	}
	return all;
}
