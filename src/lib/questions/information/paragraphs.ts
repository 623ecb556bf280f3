/** A piece of a paragraph: text, or an address that can be followed. */
export type Piece = Readonly<{ text: string; href: string | null }>;

/** What ends a sentence behind an address does not belong to it. */
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?()]/g;

/** A text as its paragraphs; what stands in it is text, and nothing of it is markup. */
export const paragraphsOf = (text: string): Piece[][] =>
	text
		.split(/\r?\n\s*\n/)
		.map((paragraph) => paragraph.trim())
		.filter((paragraph) => paragraph !== '')
		.map(piecesOf);

function piecesOf(paragraph: string): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	for (const { 0: href, index } of paragraph.matchAll(address)) {
		if (index > from) pieces.push({ text: paragraph.slice(from, index), href: null });
		pieces.push({ text: href, href });
		from = index + href.length;
	}
	if (from < paragraph.length) pieces.push({ text: paragraph.slice(from), href: null });
	return pieces;
}
