/** What is taken as one document. 200 pages: more than any statement of account, too few to drown whoever reads it. */
export const documentLimits = {
	bytes: 10 * 1024 * 1024,
	pixels: 50_000_000,
	/** Longest edge of a picture as it is kept: a receipt of A4 size then has 200 dots per inch. */
	edge: 2400,
	pages: 200,
	name: 120
} as const;

/** For `accept` of a file field. Without HEIC, so that iPhones send JPEG by themselves. */
export const acceptedDocuments = 'application/pdf,image/jpeg,image/png,image/webp,image/avif';

export type DocumentMediaType = 'application/pdf' | 'image/jpeg';

/** What a page shows of a document. */
export type ShownDocument = Readonly<{
	id: string;
	name: string;
	mediaType: DocumentMediaType;
	/** Bytes. */
	size: number;
	/** `unscanned`: nobody looked for viruses, which staff is told. */
	scan: 'clean' | 'unscanned';
	/** YYYY-MM-DD */
	uploadedOn: string;
}>;
