import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { documentsOf } from '../../../platform/documents/store.server.ts';
import type { ShownDocument } from '../../../platform/documents/limits.ts';
import type { Application } from '../application.server.ts';
import { linesOf, type PlanLine } from '../staff/read-application.server.ts';
import type { State } from '../states.ts';
import { checksOf, type Check } from './checks.ts';
import { compare, type Comparison } from './compare.ts';
import { reportOf, type Report, type ReportDraft } from './report.ts';

/** A receipt as applicant and office see it. */
export type ProofReceipt = Readonly<{
	id: string;
	lineId: string;
	position: number;
	/** YYYY-MM-DD */
	paidOn: string;
	payee: string;
	amountCents: number;
	/** Number that stands on it. */
	voucher: string;
	/** The applicant's. */
	remark: string;
	/** What the office recognises; null: not looked at. */
	acceptedCents: number | null;
	officeRemark: string;
	revision: number;
	document: ShownDocument | null;
}>;

/** The proof of one application as it stands, with everything that is counted from it. */
export type Proof = Readonly<{
	/** Until when it is handed in; null before the project runs. */
	dueOn: string | null;
	/** How often it was submitted. */
	version: number;
	submittedOn: string | null;
	/** Counts every saving of the report. */
	revision: number;
	draft: ReportDraft;
	report: Report;
	lines: readonly PlanLine[];
	receipts: readonly ProofReceipt[];
	comparison: Comparison;
	checks: readonly Check[];
}>;

/** While the applicant may still write in it. */
export const editableStates: readonly State[] = ['running', 'proofQueried'];

/** From the beginning of the project on there is something to prove. */
export const provingStates: readonly State[] = [
	...editableStates,
	'proofSubmitted',
	'closed',
	'revoked',
	'reclaimed'
];

/** @param today YYYY-MM-DD */
export async function readProof(
	db: Db | Trx,
	application: Application,
	today: string
): Promise<Proof> {
	const { applicationId } = application;
	const lines = await linesOf(db, applicationId);
	const row = await db
		.selectFrom('fundProofs')
		.select(['dueOn', 'version', 'submittedOn', 'revision', 'draft'])
		.where('applicationId', '=', applicationId)
		.executeTakeFirst();
	const draft = (row?.draft ?? {}) as ReportDraft;
	const receipts = await receiptsOf(db, applicationId);
	const report = reportOf(draft, lines);
	const comparison = compare(lines, receipts, report, application);
	return {
		dueOn: row?.dueOn ?? null,
		version: row?.version ?? 0,
		submittedOn: row?.submittedOn ?? null,
		revision: row?.revision ?? 0,
		draft,
		report,
		lines,
		receipts,
		comparison,
		checks: checksOf(report, receipts, comparison, application, today)
	};
}

/** In the order in which they were entered. */
export async function receiptsOf(db: Db | Trx, applicationId: string): Promise<ProofReceipt[]> {
	const rows = await db
		.selectFrom('fundReceipts as r')
		.leftJoin('fundReceiptFiles as f', 'f.receiptId', 'r.id')
		.select(['r.id', 'r.lineId', 'r.position', 'r.paidOn', 'r.payee', 'r.amountCents'])
		.select(['r.voucher', 'r.remark', 'r.acceptedCents', 'r.officeRemark', 'r.revision'])
		.select('f.documentId')
		.where('r.applicationId', '=', applicationId)
		.orderBy('r.position')
		.execute();
	const documents = await documentsOf(
		db,
		rows.flatMap(({ documentId }) => documentId ?? [])
	);
	const byId = new Map(documents.map((document) => [document.id, document]));
	return rows.map(({ documentId, ...receipt }) => ({
		...receipt,
		document: documentId === null ? null : (byId.get(documentId) ?? null)
	}));
}
