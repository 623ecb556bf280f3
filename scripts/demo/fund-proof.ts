import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { readProof } from '#lib/formats/fund/proof/proof.server.ts';
import { addReceipt } from '#lib/formats/fund/proof/receipts.server.ts';
import { saveReport } from '#lib/formats/fund/proof/save-report.server.ts';
import { linesOf } from '#lib/formats/fund/staff/read-application.server.ts';
import { openDocuments } from '#lib/platform/documents/store.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import type { Told } from './fund-story.ts';

/** The applicants bring their receipts and tell how it went. */
export async function bringReceipts({
	demo,
	project,
	application,
	applicant,
	at
}: Told): Promise<void> {
	const { db, means } = demo;
	const { applicationId } = application;
	const documents = openDocuments(db, {
		appSecret: means.config.appSecret,
		scanner: null,
		clock: means.clock
	});
	const lines = await linesOf(db, applicationId);
	const costs = lines.filter(({ side }) => side === 'cost');
	const then = at(-25);
	const fresh = await applicationOf(db, applicationId);
	const before = await readProof(db, fresh, localDay(then));
	for (const [line, payee, amount, voucher, paid] of project.receipts!) {
		if (before.receipts.some((one) => one.voucher === voucher)) continue;
		const receipt = {
			lineId: costs[line]!.id,
			paidOn: localDay(at(paid)),
			payee,
			amount,
			voucher,
			remark: 'Der Beleg liegt auf Papier vor.',
			ticket: ''
		};
		await addReceipt(db, documents, applicant, applicationId, receipt, then);
	}
	const own = lines.filter(({ side, category }) => side === 'funding' && category !== 'grant');
	const fields = {
		startedOn: localDay(at(project.from)),
		endedOn: localDay(at(project.to)),
		participants: project.participants,
		...project.report!,
		success: 'yes',
		again: 'yes',
		returns: 'afterCheck',
		...Object.fromEntries(
			own.map(({ id, plannedCents }) => [`actual.${id}`, String(plannedCents / 100)])
		)
	};
	await saveReport(db, applicant, applicationId, { revision: before.revision, fields });
}
