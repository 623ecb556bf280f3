/** More marks on one letter than any script needs are there to cover the lines above and below. */
const marksPerLetter = 4;

// ZWJ and ZWNJ shape Arabic, Persian and Indic words and join emoji; elsewhere they only hide differences.
const needsJoiner = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{M}]|(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{L}`;
const idleJoiner = new RegExp(
	`(?<!${needsJoiner})[\u200C\u200D]|[\u200C\u200D](?!${needsJoiner})`,
	'gu'
);

// Invisible characters: soft hyphens, zero-width spaces, direction overrides, fillers, tags outside a flag.
const invisible =
	/(?!\u200C|\u200D|[\uFE0E\uFE0F]|[\u{E0020}-\u{E007F}])\p{Default_Ignorable_Code_Point}|[\u2800\uFFF9-\uFFFB]|(?<![\u{1F3F4}\u{E0020}-\u{E007E}])[\u{E0020}-\u{E007F}]/gu;
const idleSelector = /(?<![\p{Emoji}\p{Extended_Pictographic}\u20E3])[\uFE0E\uFE0F]/gu;
const controls = /[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu;
const tooManyMarks = new RegExp(`(\\p{M}{${marksPerLetter}})\\p{M}+`, 'gu');

/**
 * One line of text that somebody typed: NFC, white space collapsed and trimmed, without control, invisible,
 * unassignable and direction characters, at most four marks on a letter. Emoji, right-to-left scripts and their joiners stay.
 * Cleaning again changes nothing.
 */
export const cleanLine = (typed: string): string =>
	untilStable(typed, (text) =>
		visibleOnly(text.replace(/\s+/gu, ' ')).replace(/\s+/gu, ' ').trim()
	);

/** As `cleanLine`, but line breaks stay; at most one empty line in a row. */
export const cleanText = (typed: string): string =>
	untilStable(typed, (text) =>
		text
			.split(/\r\n|[\n\r\u2028\u2029]/u)
			.map(cleanLine)
			.join('\n')
			.replace(/\n{3,}/g, '\n\n')
			.trim()
	);

/** What somebody typed, without the zero bytes that no text column and no JSON of the database takes. */
export const storable = (typed: string): string => typed.replaceAll('\0', '');

/** Characters as people count them in a limit: code points, so that an emoji is one and not two. */
export const lengthOf = (text: string): number => [...text].length;

const visibleOnly = (text: string): string =>
	text
		.normalize('NFC')
		.replace(controls, '')
		.replace(invisible, '')
		.replace(idleSelector, '')
		.replace(idleJoiner, '')
		.replace(tooManyMarks, '$1')
		.replace(/^\p{M}+/u, '')
		.normalize('NFC');

/** Removing one character can bring two others together that a rule then sees; each pass only shortens. */
function untilStable(text: string, clean: (text: string) => string): string {
	for (let before = text; ;) {
		const after = clean(before);
		if (after === before) return after;
		before = after;
	}
}

/** Arabic and Persian digits as Latin ones. Each stays one character, so that positions stay. */
export const withLatinDigits = (text: string): string =>
	text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
