import { cleanLine } from '../clean-text.ts';
import { Refusal } from '../errors.ts';
import { decodePicture, ofPixels, UnreadablePicture } from '../pictures/decode.server.ts';
import { fileKind, type FileKind } from '../pictures/sniff.ts';
import { pdfProblem } from './check-pdf.server.ts';
import { documentLimits, type DocumentMediaType } from './limits.ts';

/** What is kept of a file. */
export type MadeDocument = Readonly<{ mediaType: DocumentMediaType; bytes: Buffer }>;

/** What is taken at all, by its content and whatever its name says. */
export type DocumentKind = Exclude<FileKind, 'heic' | 'other'>;

/**
 * The looks that cost nothing.
 * @throws Refusal `invalid` document_empty, document_kind, document_heic; `large` document_too_large (413)
 */
export function demandDocument(bytes: Uint8Array): DocumentKind {
	if (bytes.length === 0) throw refused('document_empty');
	if (bytes.length > documentLimits.bytes) {
		throw new Refusal('large', 'document_too_large', { documents: 'document_too_large' });
	}
	const kind = fileKind(bytes);
	if (kind === 'heic') throw refused('document_heic');
	if (kind === 'other') throw refused('document_kind');
	return kind;
}

/**
 * A picture is made anew, upright and without position, time or device. A PDF is kept byte by byte, because signatures
 * and invoices hang on it; one that is locked, acts or carries other files is refused.
 * @throws Refusal `invalid` document_too_many_pixels, document_broken, document_encrypted, document_active,
 *   document_attachment, document_too_many_pages
 */
export async function makeDocument(bytes: Uint8Array, kind: DocumentKind): Promise<MadeDocument> {
	if (kind !== 'pdf') return { mediaType: 'image/jpeg', bytes: await readablePicture(bytes) };
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const problem = pdfProblem(file);
	if (problem) throw refused(`document_${problem}`);
	return { mediaType: 'application/pdf', bytes: file };
}

/** Measured on a receipt of 12 megapixels: 2400 pixels at quality 80 have about 600 kB, and small print stays sharp. */
async function readablePicture(bytes: Uint8Array): Promise<Buffer> {
	try {
		return await ofPixels(await decodePicture(bytes, documentLimits.edge))
			.jpeg({ quality: 80 })
			.toBuffer();
	} catch (error) {
		throw error instanceof UnreadablePicture ? refused(`document_${error.problem}`) : error;
	}
}

/** Without folders, characters that hide something and a wrong ending: "C:\fotos\beleg.png" becomes "beleg.jpg". */
export function documentName(typed: string, mediaType: DocumentMediaType): string {
	const ending = mediaType === 'application/pdf' ? '.pdf' : '.jpg';
	const stem = cleanLine(typed.replace(/^.*[\\/]/s, '').replace(/[<>:"|?*]/g, ' '))
		.replace(/\.(?:pdf|jpe?g|png|webp|avif)$/i, '')
		.replace(/^[. ]+|[. ]+$/g, '');
	const room = documentLimits.name - ending.length;
	return `${[...stem].slice(0, room).join('').trim() || 'document'}${ending}`;
}

const refused = (reason: string) => new Refusal('invalid', reason, { documents: reason });
