import type { Comparison } from './compare.ts';
import { isTold, type Report } from './report.ts';

/** What has to be right before a proof is handed in, in the order in which it is shown. */
export const checkKeys = ['report', 'period', 'pictures', 'money', 'why', 'returns'] as const;
export type CheckKey = (typeof checkKeys)[number];

/** One check, and how many things stand against it. */
export type Check = Readonly<{ key: CheckKey; open: number }>;

type CheckedReceipt = Readonly<{ paidOn: string; remark: string; document: unknown }>;
type Period = Readonly<{ startsOn: string | null; endsOn: string | null }>;

/** Whether a day lies in the granted period, its first and last day with it. */
export const isWithin = (day: string, { startsOn, endsOn }: Period): boolean =>
	(startsOn === null || day >= startsOn) && (endsOn === null || day <= endsOn);

/** All checks with what is open. `today` YYYY-MM-DD. */
export function checksOf(
	report: Report,
	receipts: readonly CheckedReceipt[],
	{ costs, funding, settlement }: Comparison,
	period: Period,
	today: string
): Check[] {
	const all = [...costs, ...funding];
	const open: Record<CheckKey, number> = {
		report: missingIn(report, today),
		period: receipts.filter(({ paidOn }) => !isWithin(paidOn, period)).length,
		// Whoever has no picture says why: the receipt was lost, the stall gave none.
		pictures: receipts.filter(({ document, remark }) => !document && remark === '').length,
		money: all.filter(({ line }) => isTold(line) && (report.actual[line.id] ?? null) === null)
			.length,
		why: all.filter(({ needsWhy, why }) => needsWhy && why === '').length,
		// Either receipts cover what was paid, or it is said how the rest comes back.
		returns: settlement.dueBackCents > 0 && report.returns === null ? 1 : 0
	};
	return checkKeys.map((key) => ({ key, open: open[key] }));
}

function missingIn(report: Report, today: string): number {
	const { startedOn, endedOn, participants, happened, wentWell, difficult, success, again } =
		report;
	const said = [startedOn, participants, happened, wentWell, difficult, success, again];
	const missing = said.filter((one) => one === null || one === '').length;
	// What is still going on cannot be told as a whole.
	return missing + (endedOn === null || endedOn > today ? 1 : 0);
}
