import sharp from 'sharp';
import { expect, test } from 'vitest';
import { demandDocument, documentName, makeDocument } from '#lib/platform/documents/make.server.ts';
import { documentProblems } from '#lib/platform/documents/problem-text.ts';
import { documentResponse } from '#lib/platform/documents/serve.server.ts';
import { scanNote } from '#lib/platform/documents/words.ts';
import { pdf, script } from '../../../fixture/documents.ts';
import {
	gifBomb,
	heic,
	html,
	jpeg,
	jpegWithPosition,
	photo,
	pngThatClaims,
	svgWithScript,
	zip
} from '../../../fixture/photos.ts';

const made = async (bytes: Buffer) => makeDocument(bytes, demandDocument(bytes));

test('of a photo of a receipt only the upright picture is left', async () => {
	const { mediaType, bytes } = await made(await jpegWithPosition());
	expect(mediaType).toBe('image/jpeg');
	const left = await sharp(bytes).metadata();
	expect(left).toMatchObject({ format: 'jpeg', width: 20, height: 60 });
	expect([left.exif, left.icc, left.xmp, left.iptc, left.orientation]).toEqual(
		Array(5).fill(undefined)
	);
	expect(bytes.includes('GPS') || bytes.includes('Palaverphone')).toBe(false);
});

test.each([
	['JPEG', () => jpeg(3200, 1600)],
	['PNG with transparency', () => photo(3200, 1600).ensureAlpha(0.5).png().toBuffer()],
	['WebP', () => photo(3200, 1600).webp().toBuffer()],
	['AVIF', () => photo(3200, 1600).avif({ effort: 0 }).toBuffer()]
])('a large %s becomes a JPEG of 2400 pixels', async (_, bytes) => {
	const document = await made(await bytes());
	expect(await sharp(document.bytes).metadata()).toMatchObject({
		format: 'jpeg',
		width: 2400,
		height: 1200
	});
});

test('a PDF is kept byte by byte, whatever its name says', async () => {
	const bytes = pdf();
	expect(await made(bytes)).toEqual({ mediaType: 'application/pdf', bytes });
	expect(documentName('beleg.jpg', 'application/pdf')).toBe('beleg.pdf');
});

test.each([
	['nothing', 'document_empty', Buffer.alloc(0)],
	['a ZIP named .pdf', 'document_kind', zip()],
	['HTML named .jpg', 'document_kind', html()],
	['an SVG with a script', 'document_kind', svgWithScript()],
	['a GIF bomb', 'document_kind', gifBomb()],
	['a HEIC', 'document_heic', heic()],
	[
		'a small picture that would unfold to gigabytes',
		'document_too_many_pixels',
		pngThatClaims(60_000, 60_000)
	],
	['a picture without pixels', 'document_broken', pngThatClaims(100, 100)],
	['a PDF with a script', 'document_active', pdf({ catalog: script })],
	['a PDF of 201 pages', 'document_too_many_pages', pdf({ pages: 201 })]
])('%s is refused in words: %s', async (_, reason, bytes) => {
	await expect(made(bytes)).rejects.toMatchObject({
		kind: 'invalid',
		fields: { documents: reason }
	});
	expect(documentProblems[reason]?.()).toMatch(/\w{3}/);
});

test('one byte more than 10 megabytes is refused before anybody looks inside', () => {
	const most = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(10 * 1024 * 1024 - 5)]);
	expect(demandDocument(most)).toBe('pdf');
	expect(() => demandDocument(Buffer.concat([most, Buffer.alloc(1)]))).toThrow(
		'large: document_too_large'
	);
});

test.each([
	['C:\\Users\\Amina\\beleg.PNG', 'beleg.jpg'],
	['../../etc/passwd', 'passwd.jpg'],
	['rechnung\u202Egpj.exe', 'rechnunggpj.exe.jpg'],
	['فاتورة البلدية.jpeg', 'فاتورة البلدية.jpg'],
	['', 'document.jpg'],
	['.jpg', 'document.jpg'],
	['a"b\r\nc.png', 'a b c.jpg'],
	['x'.repeat(300), `${'x'.repeat(116)}.jpg`]
])('a file called "%s" is kept as "%s"', (typed, name) => {
	expect(documentName(typed, 'image/jpeg')).toBe(name);
});

test('a document is handed out so that nothing in it can act under our address', async () => {
	const bytes = pdf();
	const file = documentResponse({ name: 'Bänke "neu".pdf', mediaType: 'application/pdf', bytes });
	expect(Object.fromEntries(file.headers)).toEqual({
		'content-type': 'application/pdf',
		'content-length': String(bytes.length),
		'content-disposition': `attachment; filename="Banke _neu_.pdf"; filename*=UTF-8''B%C3%A4nke%20%22neu%22.pdf`,
		'content-security-policy': "sandbox; default-src 'none'",
		'x-content-type-options': 'nosniff',
		'cross-origin-resource-policy': 'same-origin',
		'cache-control': 'private, no-store'
	});
	expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
	const shown = documentResponse({ name: 'فاتورة.jpg', mediaType: 'image/jpeg', bytes });
	expect(shown.headers.get('content-disposition')).toBe(
		`inline; filename="______.jpg"; filename*=UTF-8''%D9%81%D8%A7%D8%AA%D9%88%D8%B1%D8%A9.jpg`
	);
});

test('staff is told of a document that nobody has looked into', () => {
	expect(scanNote({ scan: 'unscanned' })).toBe('nicht auf Viren geprüft');
	expect(scanNote({ scan: 'clean' })).toBeNull();
});
