/** A line of a calendar file, unfolded, with the number of its first line in the file. */
export type IcalLine = Readonly<{ line: number; text: string; name: string }>;

export type IcalLines = Readonly<{
	lines: IcalLine[];
	/** First line that is not UTF-8 and was taken for Windows-1252; null: none. */
	notUtf8: number | null;
}>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');
// Everything but the tab; line ends are gone by then.
const controls = /(?!\t)\p{Cc}/gu;

/**
 * The lines of a file: every kind of line end, folded lines put together before their bytes are read (some programs fold
 * in the middle of a letter), without byte order mark, control characters and empty lines.
 */
export function icalLines(bytes: Uint8Array): IcalLines {
	const lines: IcalLine[] = [];
	let notUtf8: number | null = null;
	for (const { line, raw } of unfolded(Buffer.from(bytes).toString('latin1'))) {
		const { text, isUtf8 } = decoded(Buffer.from(raw, 'latin1'));
		if (!isUtf8) notUtf8 ??= line;
		const clean = text.replace(/^\uFEFF/, '').replace(controls, '');
		if (clean.trim() === '') continue;
		lines.push({ line, text: clean, name: /^[\w-]*/.exec(clean)![0].toUpperCase() });
	}
	return { lines, notUtf8 };
}

function* unfolded(text: string): Generator<{ line: number; raw: string }> {
	let parts: string[] = [];
	let first = 1;
	let line = 0;
	for (const [raw] of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
		line++;
		const content = raw.replace(/[\r\n]+$/, '');
		if (parts.length > 0 && /^[ \t]/.test(content)) {
			parts.push(content.slice(1));
			continue;
		}
		if (parts.length > 0) yield { line: first, raw: parts.join('') };
		[parts, first] = [[content], line];
	}
	yield { line: first, raw: parts.join('') };
}

function decoded(bytes: Uint8Array): { text: string; isUtf8: boolean } {
	try {
		return { text: utf8.decode(bytes), isUtf8: true };
	} catch {
		return { text: windows1252.decode(bytes), isUtf8: false };
	}
}
