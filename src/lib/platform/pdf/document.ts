/**
 * What a PDF of ours consists of. Everything has a meaning that a screen reader can tell: headings make the outline,
 * tables know their header row, pictures have a text.
 */
export type PdfDocument = Readonly<{
	title: string;
	/** Reader's language; Leichte Sprache is German for PDF. Arabic runs from right to left. */
	locale: string;
	/** Who issues it. */
	author: string;
	/** Absent: A4. */
	paper?: 'a4' | 'a5';
	/** Without title and page number below: posters and cards. Absent: with them. */
	bare?: boolean;
	blocks: readonly PdfBlock[];
}>;

/** A text, with its language where it is not that of the document, and its direction where it is not that of its language. */
export type PdfText = Readonly<{ text: string; locale?: string; dir?: 'ltr' | 'rtl' }>;

export type PdfBlock =
	| (PdfText & Readonly<{ kind: 'heading'; level: 1 | 2 | 3 }>)
	| (PdfText & Readonly<{ kind: 'lead' | 'small' }>)
	| (PdfText &
			Readonly<{
				kind: 'paragraph';
				/** On the same page as what comes next. */
				withNext?: boolean;
			}>)
	| Readonly<{ kind: 'picture'; svg: string; alt: string; widthMm: number }>
	| Readonly<{
			kind: 'table';
			/** Shares of the width, one per column; 0: as wide as its text. */
			widths: readonly number[];
			head: readonly string[];
			/** Rows high enough to write into them. */
			tall?: boolean;
			rows: readonly (readonly PdfText[])[];
			/** Language of its head, where it is not that of the document. */
			locale?: string;
	  }>
	/** A code, to be read from afar. */
	| (PdfText & Readonly<{ kind: 'big'; sizePt: number }>)
	/** A list with something to fill in before each item: a box for a cross, or a blank for a number. */
	| Readonly<{ kind: 'tick'; mark: 'box' | 'blank'; items: readonly PdfText[]; locale?: string }>
	/** Boxes side by side, each below its text. */
	| Readonly<{ kind: 'tickRow'; items: readonly string[]; locale?: string }>
	/** Lines to write on. */
	| Readonly<{ kind: 'lines'; count: number; locale?: string }>
	/** Cards to cut out along dashed lines, a picture beside the texts of each. */
	| Readonly<{
			kind: 'cards';
			columns: number;
			heightMm: number;
			locale?: string;
			cards: readonly Readonly<{
				svg: string;
				alt: string;
				title: PdfText;
				code: string;
				texts: readonly PdfText[];
			}>[];
	  }>
	| Readonly<{ kind: 'pageBreak' }>;
