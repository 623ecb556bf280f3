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
	blocks: readonly PdfBlock[];
}>;

/** A text, with its language where it is not that of the document. */
export type PdfText = Readonly<{ text: string; locale?: string }>;

export type PdfBlock =
	| (PdfText & Readonly<{ kind: 'heading'; level: 1 | 2 | 3 }>)
	| (PdfText & Readonly<{ kind: 'lead' | 'paragraph' | 'small' }>)
	| Readonly<{ kind: 'picture'; svg: string; alt: string; widthMm: number }>
	| Readonly<{
			kind: 'table';
			/** Shares of the width, one per column; 0: as wide as its text. */
			widths: readonly number[];
			head: readonly string[];
			rows: readonly (readonly PdfText[])[];
			/** Language of its head, where it is not that of the document. */
			locale?: string;
	  }>
	| Readonly<{ kind: 'pageBreak' }>;
