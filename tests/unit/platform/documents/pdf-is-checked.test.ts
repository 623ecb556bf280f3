import { expect, test } from 'vitest';
import { pdfProblem } from '#lib/platform/documents/check-pdf.server.ts';
import { renderPdf } from '#lib/platform/pdf/render.server.ts';
import { packedPdf, pdf, pdfWithFile, script } from '../../../fixture/documents.ts';
import { readPdf } from '../../../fixture/pdf-reader.ts';
import { zip } from '../../../fixture/photos.ts';

const names = (name: string) =>
	[...name].map((letter) => `#${letter.charCodeAt(0).toString(16)}`).join('');

test.each([
	['a plain PDF', pdf()],
	['one with a compressed structure', packedPdf()],
	['one of 200 pages', pdf({ pages: 200 })],
	['one that opens at a certain page', pdf({ catalog: '/OpenAction [3 0 R /Fit]' })],
	['one with a link', pdf({ objects: ['<< /S /URI /URI (https://stadt.example) >>'] })],
	['an electronic invoice', pdfWithFile('(factur-x.xml)')],
	[
		'an electronic invoice with its name in UTF-16',
		pdfWithFile(
			'<FEFF007A00750067006600650072006400' + '2D0069006E0076006F006900630065002E0078006D006C>',
			'UF'
		)
	]
])('%s is taken', async (_, bytes) => {
	expect((await readPdf(bytes)).pages).toBeGreaterThan(0);
	expect(pdfProblem(bytes)).toBeNull();
});

test('a paper that we make ourselves is taken', async () => {
	const paper = await renderPdf({
		title: 'Antrag',
		author: 'Stadt',
		locale: 'de',
		blocks: [{ kind: 'paragraph', text: 'Bänke für den Platz' }]
	});
	expect(pdfProblem(Buffer.from(paper))).toBeNull();
});

test.each([
	['a script when it is opened', 'active', pdf({ catalog: script })],
	['a script in a compressed structure', 'active', packedPdf({ catalog: script })],
	[
		'a script whose stream does not say what it is',
		'active',
		packedPdf({ catalog: script }, { type: '' })
	],
	[
		'a script spelled with character codes',
		'active',
		pdf({ catalog: `/OpenAction << /S /${names('JavaScript')} /JS (1) >>` })
	],
	['a program to start', 'active', pdf({ catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' })],
	[
		'a form that is sent somewhere',
		'active',
		pdf({ objects: ['<< /S /SubmitForm /F (https://x) >>'] })
	],
	['an XFA form behind a comment', 'active', pdf({ catalog: '/XFA%\n[1 0 R]' })],
	['an XFA form', 'active', pdf({ catalog: '/AcroForm << /XFA 1000 0 R >>' })],
	['a program inside behind a comment', 'attachment', pdfWithFile('% \n(setup.exe)')],
	['a program inside', 'attachment', pdfWithFile('(setup.exe)')],
	[
		'an invoice and a program inside',
		'attachment',
		Buffer.concat([pdfWithFile('(factur-x.xml)'), pdfWithFile('(setup.exe)')])
	],
	['a lock', 'encrypted', pdf({ trailer: '/Encrypt << /Filter /Standard /V 1 /R 2 >>' })],
	['201 pages', 'too_many_pages', pdf({ pages: 201 })],
	['no page', 'broken', pdf({ pages: 0 })],
	['nothing but a header', 'broken', Buffer.from('%PDF-1.7\n')],
	['an end that is missing', 'broken', pdf().subarray(0, -20)],
	['a ZIP behind the header', 'broken', Buffer.concat([Buffer.from('%PDF-1.7\n'), zip()])],
	[
		'a structure packed in a way that nobody can look into',
		'broken',
		packedPdf({ catalog: script }, { filter: '[/ASCIIHexDecode /FlateDecode]' })
	],
	[
		'a structure that is damaged',
		'broken',
		Buffer.from(packedPdf().toString('latin1').replace('\nstream\nx', '\nstream\ny'), 'latin1')
	],
	[
		'a stream within a stream',
		'broken',
		pdf({ objects: ['<< /First 1 /X (>> stream\n) /Filter /FlateDecode >>\nstream\nx\nendstream'] })
	],
	[
		'a structure that unfolds to gigabytes',
		'broken',
		packedPdf({ objects: ['0'.repeat(17 * 1024 * 1024)] })
	]
])('%s: it is refused as %s', (_, problem, bytes) => {
	expect(pdfProblem(bytes)).toBe(problem);
});

test('the compressed script of these tests is one that readers run', async () => {
	const { scripts } = await readPdf(packedPdf({ catalog: script }, { type: '' }));
	expect(scripts).toEqual(['app.alert(1)']);
});

test('letters that only begin like a forbidden word are none', () => {
	expect(pdfProblem(pdf({ objects: ['<< /LaunchPad /JavaScripture >>'] }))).toBeNull();
});
