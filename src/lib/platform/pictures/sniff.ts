/** What a file is by its first bytes, whatever its name says. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'pdf' | 'other';

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** Source of the signatures: JFIF/Exif, PNG (RFC 2083), RIFF/WebP container, ISO/IEC 14496-12 `ftyp` box, ISO 32000. */
export function fileKind(bytes: Uint8Array): FileKind {
	const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
	if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
	if (text(0, 5) === '%PDF-') return 'pdf';
	if (text(4, 8) !== 'ftyp') return 'other';
	const brand = text(8, 12);
	if (brand === 'avif' || brand === 'avis') return 'avif';
	return heicBrands.includes(brand) ? 'heic' : 'other';
}
