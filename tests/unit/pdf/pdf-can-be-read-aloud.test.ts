import { expect, test } from 'vitest';
import type { PdfDocument } from '#lib/platform/pdf/document.ts';
import { renderPdf } from '#lib/platform/pdf/render.server.ts';
import { claimsUa, openPdf } from '../../fixture/pdf.ts';

const square =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>';
const sheet = (shape: Partial<PdfDocument> = {}): PdfDocument => ({
	title: 'Platzpalaver Kesselbrink',
	locale: 'de',
	author: 'Stadt Bielefeld',
	blocks: [
		{ kind: 'heading', level: 1, text: 'Was fehlt auf dem Platz?' },
		{ kind: 'lead', text: '12 Ideen, 40 Unterstützungen.' },
		{ kind: 'picture', svg: square, alt: 'Karte mit zwölf Punkten', widthMm: 40 },
		{ kind: 'heading', level: 2, text: 'Barrieren' },
		{
			kind: 'table',
			widths: [0, 1],
			head: ['Nummer', 'Titel'],
			rows: [
				[{ text: '1' }, { text: '#eval("x") *fett* $1$ <b>' }],
				[{ text: '2' }, { text: 'مقاعد أكثر 🌳', locale: 'ar' }]
			]
		}
	],
	...shape
});

test('a PDF says its language and title, and its headings, tables and pictures are tagged', async () => {
	const bytes = await renderPdf(sheet());
	expect(claimsUa(bytes)).toBe(true);
	const { language, languages, title, isTagged, roles, alts, texts } = await openPdf(bytes);
	expect(languages).toContain('ar');
	expect({ language, title, isTagged }).toEqual({
		language: 'de',
		title: 'Platzpalaver Kesselbrink',
		isTagged: true
	});
	for (const role of ['H1', 'H2', 'Table', 'TH', 'TD', 'Figure']) expect(roles).toContain(role);
	expect(alts).toEqual(['Karte mit zwölf Punkten']);
	expect(texts.join(' ')).toContain('Was fehlt auf dem Platz?');
});

test('what people wrote is text, whatever it would mean to the typesetter', async () => {
	const { texts } = await openPdf(await renderPdf(sheet()));
	expect(texts.join(' ').replaceAll(/\s+/g, ' ')).toContain('#eval("x") *fett* $1$ <b>');
});

test('an Arabic document is Arabic, with joined letters from its own font', async () => {
	const bytes = await renderPdf(
		sheet({ locale: 'ar', blocks: [{ kind: 'heading', level: 1, text: 'ماذا ينقص الساحة؟' }] })
	);
	expect(claimsUa(bytes)).toBe(true);
	const { language, texts } = await openPdf(bytes);
	expect(language).toBe('ar');
	expect(texts.join('')).toMatch(/\p{Script=Arabic}{3}/u);
});

test('a letter that no font of ours has does not keep the document from being made and tagged', async () => {
	const bytes = await renderPdf(sheet({ blocks: [{ kind: 'paragraph', text: '漢字 bleibt' }] }));
	const { isTagged, texts } = await openPdf(bytes);
	expect(isTagged).toBe(true);
	expect(texts.join(' ')).toContain('bleibt');
});

test('a header row is repeated on each page, and pages are numbered', async () => {
	const rows = Array.from({ length: 120 }, (_, index) => [
		{ text: String(index) },
		{ text: `Idee ${index}` }
	]);
	const { pages, texts } = await openPdf(
		await renderPdf(
			sheet({ blocks: [{ kind: 'table', widths: [0, 1], head: ['Nummer', 'Titel'], rows }] })
		)
	);
	expect(pages).toBeGreaterThan(1);
	for (const [index, text] of texts.entries()) {
		expect(text).toContain('Nummer');
		expect(text).toContain(`${index + 1} / ${pages}`);
	}
});
