import { expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { proofPdf } from '#lib/formats/fund/proof/pdf.server.ts';
import { submitProof } from '#lib/formats/fund/proof/submit-proof.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { fundRound } from '../../fixture/fund.ts';
import { afterwards, runningProject, tell, wholeProof } from '../../fixture/fund-proof.ts';
import { openPdf } from '../../fixture/pdf.ts';

const context = { locale: 'de', author: 'Stadt Bielefeld', today: '2026-10-05' } as const;

test('the proof is a tagged PDF with report, figures and receipts, for those who see who applied', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const own = await runningProject(db, fund);
	await wholeProof(db, own);
	await tell(db, own, { happened: 'Jeden Monat wurde gekocht.\nIm Mai für 60 Leute.' });
	const pdfFor = async (actor: typeof own.applicant) =>
		proofPdf(db, actor, await applicationOf(db, own.id), context);
	await expect(pdfFor(own.applicant)).rejects.toMatchObject({ reason: 'proof_unknown' });
	await submitProof(db, own.applicant, own.id, { revision: 1 }, afterwards);

	const { body, fileName } = await pdfFor(fund.office);
	expect(fileName).toMatch(/^verwendungsnachweis-teilhabefonds-.*-1\.pdf$/);
	const pdf = await openPdf(new Uint8Array(await new Response(body).arrayBuffer()));
	expect(pdf).toMatchObject({ isTagged: true, language: 'de' });
	expect(pdf.title).toBe('Verwendungsnachweis: Kochen auf dem Platz');
	const text = pdf.texts
		.join(' ')
		.replace(/[\u2066-\u2069]/g, '')
		.replace(/\s+/g, ' ');
	for (const said of [
		'Kochgruppe Kesselbrink',
		'Eingereicht am 5. Oktober 2026',
		'Im Mai für 60 Leute.',
		'42 (Geplant waren 40)',
		'Material: Töpfe und Zutaten',
		'Markthalle Kesselbrink',
		'R-17',
		'450,00',
		'Zurückzuzahlen'
	])
		expect(text).toContain(said);
	expect(pdf.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH']));

	await expect(pdfFor(anonymous)).rejects.toMatchObject({ kind: 'unauthenticated' });
	await expect(pdfFor(fund.juror)).rejects.toMatchObject({ reason: 'not_allowed' });
});
