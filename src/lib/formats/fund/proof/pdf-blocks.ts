import { dayText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import type { PdfBlock, PdfText } from '../../../platform/pdf/document.ts';
import type { Application } from '../application.server.ts';
import type { ApplicantFacts } from './applicant-facts.server.ts';
import type { ComparedLine, Comparison } from './compare.ts';
import type { ProofReceipt } from './proof.server.ts';
import type { Report } from './report.ts';
import type { Settlement } from './settlement.ts';
import {
	actualText,
	againNames,
	countText,
	lineName,
	overrunNames,
	spanText,
	successNames,
	sumText
} from './words.ts';

/** "Antrag 17 · Eingereicht am … · Fassung 1" */
export const headLine = (
	{ number }: Application,
	{ submittedOn, version }: Readonly<{ submittedOn: string; version: number }>,
	locale: Locale
): string =>
	[
		m.fund_application_number({ number: formatCount(number!, locale) }),
		m.fundproof_handed_in_on({ day: dayText(submittedOn, locale) }),
		m.fundproof_version({ number: formatCount(version, locale) })
	].join(' · ');

/** What happened (Sachbericht). */
export function account(report: Report, { participants }: ApplicantFacts): PdfBlock[] {
	const people =
		participants === null
			? countText(report.participants)
			: `${countText(report.participants)} (${m.fundproof_people_expected({ count: countText(participants) })})`;
	const told = [
		[m.fundproof_when(), spanText(report.startedOn, report.endedOn)],
		[m.fundproof_people(), people],
		[m.fundproof_happened(), report.happened],
		[m.fundproof_went_well(), report.wentWell],
		[m.fundproof_difficult(), report.difficult],
		[m.fundproof_success(), report.success ? successNames[report.success]() : '–'],
		[m.fundproof_again(), report.again ? againNames[report.again]() : '–']
	] as const;
	return [
		{ kind: 'heading', level: 2, text: m.fundproof_report() },
		...told.flatMap(([name, text]): PdfBlock[] => [
			{ kind: 'heading', level: 3, text: name },
			...text.split('\n').map((part) => ({ kind: 'paragraph', text: part }) as const)
		])
	];
}

/** The plan beside what became of it, and what that comes to (zahlenmäßiger Nachweis). */
export function figures(comparison: Comparison, application: Application): PdfBlock[] {
	const { costs, funding, total, settlement } = comparison;
	const { locale } = application;
	return [
		{ kind: 'heading', level: 2, text: m.fundproof_figures() },
		{ kind: 'heading', level: 3, text: m.fundproof_costs() },
		{
			kind: 'table',
			widths: [3, 0, 0, 0, 0, 0],
			head: [
				m.fundproof_line(),
				m.fundproof_planned(),
				m.fundproof_granted(),
				m.fundproof_spent(),
				m.fundproof_recognised(),
				m.fundproof_left()
			],
			rows: [
				...costs.map((one) => [
					...nameCell(one, locale),
					...sums(
						one.line.plannedCents,
						one.grantedCents,
						one.actualCents,
						one.recognisedCents,
						one.leftCents
					)
				]),
				[
					{ text: m.fundproof_total() },
					...sums(
						total.plannedCents,
						total.grantedCents,
						total.actualCents,
						settlement.recognisedCents,
						total.leftCents
					)
				]
			]
		},
		{ kind: 'heading', level: 3, text: m.fundproof_financing() },
		{
			kind: 'table',
			widths: [3, 0, 0, 0],
			head: [
				m.fundproof_line(),
				m.fundproof_planned(),
				m.fundproof_granted(),
				m.fundproof_came_in()
			],
			rows: funding.map((one) => [
				...nameCell(one, locale),
				...sums(one.line.plannedCents, one.grantedCents),
				{ text: actualText(one) }
			])
		},
		...explanations([...costs, ...funding]),
		...settled(settlement, application)
	];
}

const sums = (...cents: (number | null)[]): PdfText[] =>
	cents.map((one) => ({ text: sumText(one) }));

/** The line, and in words when it was overrun: colour alone says nothing on paper. */
const nameCell = ({ line, overrun }: ComparedLine, locale: string): PdfText[] => [
	overrun === 'none'
		? { text: lineName(line), locale }
		: { text: `${lineName(line)} (${overrunNames[overrun]()})` }
];

function explanations(lines: readonly ComparedLine[]): PdfBlock[] {
	const explained = lines.filter(({ why }) => why !== '');
	if (explained.length === 0) return [];
	return [
		{ kind: 'heading', level: 3, text: m.fundproof_explanations() },
		...explained.map(
			({ line, why }) => ({ kind: 'paragraph', text: `${lineName(line)}: ${why}` }) as const
		)
	];
}

function settled(settlement: Settlement, { grantedCents, paidCents }: Application): PdfBlock[] {
	const { recognisedCents, otherCents, neededCents, dueBackCents, stillPayableCents } = settlement;
	const rows: (readonly [string, number | null])[] = [
		[m.fundproof_sum_granted(), grantedCents],
		[m.fundproof_sum_paid(), paidCents],
		[m.fundproof_sum_recognised(), recognisedCents],
		[m.fundproof_sum_other(), otherCents],
		[m.fundproof_sum_needed(), neededCents],
		[m.fundproof_sum_due_back(), dueBackCents],
		[m.fundproof_sum_still_payable(), stillPayableCents]
	];
	return [
		{ kind: 'heading', level: 3, text: m.fundproof_settlement() },
		{
			kind: 'table',
			widths: [3, 1],
			head: [m.fundproof_figure(), m.fundproof_amount()],
			rows: rows.map(([name, cents]) => [{ text: name }, ...sums(cents)])
		}
	];
}

/** Every receipt with its line and what the office recognises. */
export function receiptTable(
	receipts: readonly ProofReceipt[],
	costs: readonly ComparedLine[],
	locale: string
): PdfBlock[] {
	if (receipts.length === 0) return [];
	const nameOf = new Map(costs.map(({ line }) => [line.id, lineName(line)]));
	return [
		{ kind: 'heading', level: 2, text: m.fundproof_receipts() },
		{
			kind: 'table',
			widths: [0, 0, 2, 2, 1, 0, 0],
			head: [
				m.fundproof_receipt_number(),
				m.fundproof_paid_on(),
				m.fundproof_payee(),
				m.fundproof_line(),
				m.fundproof_voucher(),
				m.fundproof_amount(),
				m.fundproof_recognised()
			],
			rows: receipts.map((receipt) => [
				{ text: String(receipt.position) },
				{ text: dayText(receipt.paidOn) },
				{ text: receipt.payee, locale },
				{ text: nameOf.get(receipt.lineId) ?? '' },
				{ text: receipt.voucher },
				...sums(receipt.amountCents, receipt.acceptedCents)
			])
		}
	];
}

/** What the office said when it closed the project. */
export function lastWord(
	{ closedOn, succeeded, successes, difficulties }: ApplicantFacts,
	locale: Locale
): PdfBlock[] {
	if (closedOn === null) return [];
	const said = [
		m.fundproof_closed_on({ day: dayText(closedOn, locale) }),
		succeeded ? m.fundproof_succeeded() : m.fundproof_not_succeeded(),
		successes,
		difficulties
	];
	return [
		{ kind: 'heading', level: 2, text: m.fundproof_result() },
		...said.filter((text) => text !== '').map((text) => ({ kind: 'paragraph', text }) as const)
	];
}
