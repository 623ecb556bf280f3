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
	| Readonly<{ kind: 'heading'; level: 1 | 2 | 3; text: string }>
	| Readonly<{ kind: 'lead' | 'paragraph' | 'small'; text: string }>
	| Readonly<{ kind: 'picture'; svg: string; alt: string; widthMm: number }>
	| Readonly<{
			kind: 'table';
			/** Shares of the width, one per column; 0: as wide as its text. */
			widths: readonly number[];
			head: readonly string[];
			rows: readonly (readonly PdfText[])[];
	  }>
	| Readonly<{ kind: 'pageBreak' }>;
