/** Signs that stand for a letter when somebody wants to get past a list. Cyrillic and Greek ones look the same. */
const lookAlikes: Readonly<Record<string, string>> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
	'!': 'i',
	'|': 'i',
	'€': 'e',
	а: 'a',
	е: 'e',
	о: 'o',
	р: 'p',
	с: 'c',
	х: 'x',
	у: 'y',
	і: 'i',
	к: 'k',
	м: 'm',
	т: 't',
	н: 'h',
	в: 'b',
	α: 'a',
	ε: 'e',
	ο: 'o',
	ρ: 'p',
	τ: 't',
	υ: 'u',
	ι: 'i',
	κ: 'k',
	ν: 'v'
};

/** Letters that Arabic writes in several ways. */
const arabicVariants: Readonly<Record<string, string>> = {
	أ: 'ا',
	إ: 'ا',
	آ: 'ا',
	ٱ: 'ا',
	ى: 'ي',
	ی: 'ي',
	ئ: 'ي',
	ؤ: 'و',
	ة: 'ه',
	ک: 'ك'
};

const sign = /[013457@$!|€]/g;

/**
 * The words of a text as they are compared: without case, accents, piled-up marks, invisible characters, stretched
 * letters and look-alikes. Letters with blanks or points between them ("i d i o t") are read as one word too.
 */
export function foldedWords(text: string): string[] {
	const parts = bare(text)
		.split(/[^\p{L}\p{N}@$!|€]+/u)
		.filter(Boolean);
	const words = parts.map(foldedWord).filter(Boolean);
	return [...words, ...spelledOut(parts)];
}

/** Compatibility forms (𝐈𝐝𝐢𝐨𝐭, ⓘ, ﷲ) become plain letters; marks and what nobody sees go. */
const bare = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/[\p{M}\p{Default_Ignorable_Code_Point}\u0640]/gu, '')
		.toLowerCase()
		.replaceAll('ß', 'ss');

/** A word without letters is a number and stays one: "4 Bänke" are four. */
function foldedWord(part: string): string {
	const word = part.replace(/^!+|!+$/g, '');
	const isWord = /\p{L}/u.test(word);
	const plain = isWord ? word.replace(sign, (one) => lookAlikes[one]!) : word;
	return [...plain]
		.map(
			(letter) => lookAlikes[/\d/.test(letter) ? '' : letter] ?? arabicVariants[letter] ?? letter
		)
		.join('')
		.replace(/(\p{L})\1{2,}/gu, '$1');
}

/** Three or more single letters in a row. */
function spelledOut(parts: readonly string[]): string[] {
	const found: string[] = [];
	let letters = '';
	for (const part of [...parts, '--']) {
		if ([...part].length === 1) letters += part;
		else {
			if ([...letters].length >= 3) found.push(foldedWord(letters));
			letters = '';
		}
	}
	return found;
}
