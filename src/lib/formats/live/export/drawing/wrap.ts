/**
 * Lines for a text that nobody measures before it is drawn: letters are taken for as wide as they are in Noto Sans on
 * the average, rather a little wider, so that other fonts fit too. Widths in parts of the font's size.
 */
const widths: readonly (readonly [RegExp, number])[] = [
	[/^\s/u, 0.27],
	[/^[ijlftr.,:;!'|()[\]/-]/u, 0.36],
	[/^[mwMW@%⌀]/u, 0.95],
	[/^\p{Script=Arabic}/u, 0.58],
	[/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u, 1.05],
	[/^\p{Extended_Pictographic}/u, 1.4],
	[/^\p{Lu}/u, 0.72]
];
const usual = 0.6;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const lettersOf = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);

const widthOfLetter = (letter: string) => widths.find(([kind]) => kind.test(letter))?.[1] ?? usual;

/** How wide a line is about, in units. */
export const widthOf = (text: string, size: number): number =>
	lettersOf(text).reduce((sum, letter) => sum + widthOfLetter(letter), 0) * size;

/** A text in lines that fit; a word that fits into none is broken. What `most` lines cannot hold ends with "…". */
export function linesOf(text: string, width: number, size: number, most = Infinity): string[] {
	const lines: string[] = [];
	let current = '';
	for (const word of text
		.split(/\s+/u)
		.filter(Boolean)
		.flatMap((one) => broken(one, width, size))) {
		const longer = current ? `${current} ${word}` : word;
		if (!current || widthOf(longer, size) <= width) current = longer;
		else {
			lines.push(current);
			current = word;
		}
		if (lines.length > most) break;
	}
	if (current) lines.push(current);
	if (lines.length <= most) return isolatedInEach(lines);
	return isolatedInEach([...lines.slice(0, most - 1), cut(lines[most - 1]!, width - size, size)]);
}

/** Each line is a paragraph of its own: an isolate that goes on in the next one is closed here and opened there. */
function isolatedInEach(lines: readonly string[]): string[] {
	let open: string[] = [];
	return lines.map((one) => {
		const before = open.join('');
		let said = '';
		open = [...open];
		for (const sign of one) {
			if (/[\u2066-\u2068]/.test(sign)) open.push(sign);
			// One that closes nothing would close what somebody else has opened.
			if (sign === '\u2069' && open.pop() === undefined) continue;
			said += sign;
		}
		return before + said + '\u2069'.repeat(open.length);
	});
}

function broken(word: string, width: number, size: number): string[] {
	if (widthOf(word, size) <= width) return [word];
	const parts: string[] = [''];
	for (const letter of lettersOf(word)) {
		const longer = parts.at(-1)! + letter;
		if (parts.at(-1) && widthOf(longer, size) > width) parts.push(letter);
		else parts[parts.length - 1] = longer;
	}
	return parts;
}

function cut(text: string, width: number, size: number): string {
	const letters = lettersOf(text);
	while (letters.length > 0 && widthOf(letters.join(''), size) > width) letters.pop();
	return `${letters.join('').trimEnd()} …`;
}
