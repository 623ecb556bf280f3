import { inKindCents, type FundRules } from '../round/rules.ts';
import type { PlanLine } from '../staff/read-application.server.ts';
import { isWork, type Report } from './report.ts';
import { mostOfLine, settle, type Settlement } from './settlement.ts';

/** A receipt as sums ask about it, in cents. */
export type CountedReceipt = Readonly<{
	lineId: string;
	amountCents: number;
	/** What the office recognises; null: not looked at, so it counts as claimed. */
	acceptedCents: number | null;
}>;

/** More was spent on a line than holds: `within` the percentage of the rules or `above` it. */
export type Overrun = 'none' | 'within' | 'above';

/** A line of the plan beside what became of it, in cents. */
export type ComparedLine = Readonly<{
	line: PlanLine;
	/** What holds: granted, with approved changes. */
	grantedCents: number;
	/** By how much approved changes moved it away from the plan. */
	changedCents: number;
	/** Spent or come in; null: not told yet. Of work without pay its worth. */
	actualCents: number | null;
	actualMinutes: number | null;
	/** Of the receipts of a cost, what the office recognises so far, without what is beyond the limit. */
	recognisedCents: number | null;
	leftCents: number;
	overrun: Overrun;
	why: string;
	/** It came out so differently that somebody has to say why. */
	needsWhy: boolean;
}>;

export type Comparison = Readonly<{
	costs: readonly ComparedLine[];
	funding: readonly ComparedLine[];
	settlement: Settlement;
	/** Sums of the columns of the costs. */
	total: Readonly<{
		plannedCents: number;
		grantedCents: number;
		actualCents: number;
		leftCents: number;
	}>;
}>;

type Grant = Readonly<{ grantedCents: number | null; paidCents: number; rules: FundRules }>;

/** The plan in its own structure: what was planned, what holds, and what became of it. */
export function compare(
	lines: readonly PlanLine[],
	receipts: readonly CountedReceipt[],
	report: Report,
	{ grantedCents, paidCents, rules }: Grant
): Comparison {
	const costs = lines
		.filter(({ side }) => side === 'cost')
		.map((line) => comparedCost(line, receipts, report, rules));
	const funding = lines.filter(({ side }) => side === 'funding');
	const other = funding
		.filter((line) => line.category !== 'grant' && !isWork(line))
		.reduce((sum, { id }) => sum + (report.actual[id] ?? 0), 0);
	const settlement = settle(
		grantedCents ?? 0,
		paidCents,
		costs.map(({ line, grantedCents: granted }) => ({
			grantedCents: granted,
			spentCents: sumOf(line.id, receipts, recognised)
		})),
		other,
		rules.overrunPercent
	);
	return {
		costs,
		funding: funding.map((line) => comparedFunding(line, report, rules, settlement)),
		settlement,
		total: {
			plannedCents: sum(costs, ({ line }) => line.plannedCents),
			grantedCents: sum(costs, (one) => one.grantedCents),
			actualCents: sum(costs, ({ actualCents }) => actualCents ?? 0),
			leftCents: sum(costs, ({ leftCents }) => leftCents)
		}
	};
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
	all.reduce((total, one) => total + of(one), 0);

const claimed = ({ amountCents }: CountedReceipt) => amountCents;
const recognised = ({ amountCents, acceptedCents }: CountedReceipt) => acceptedCents ?? amountCents;

const sumOf = (
	id: string,
	receipts: readonly CountedReceipt[],
	of: (receipt: CountedReceipt) => number
) =>
	sum(
		receipts.filter(({ lineId }) => lineId === id),
		of
	);

function comparedCost(
	line: PlanLine,
	receipts: readonly CountedReceipt[],
	report: Report,
	rules: FundRules
): ComparedLine {
	const granted = line.grantedCents ?? line.plannedCents;
	const most = mostOfLine(granted, rules.overrunPercent);
	const spent = sumOf(line.id, receipts, claimed);
	return {
		...common(line, granted, spent, report),
		actualMinutes: null,
		recognisedCents: Math.min(most, sumOf(line.id, receipts, recognised)),
		overrun: overrunOf(spent, granted, most),
		needsWhy: differs(spent, granted, rules.overrunPercent)
	};
}

function comparedFunding(
	line: PlanLine,
	report: Report,
	rules: FundRules,
	{ neededCents }: Settlement
): ComparedLine {
	const granted = line.grantedCents ?? line.plannedCents;
	const told = report.actual[line.id] ?? null;
	const actual = line.category === 'grant' ? neededCents : isWork(line) ? worth(told, rules) : told;
	return {
		...common(line, granted, actual, report),
		actualMinutes: isWork(line) ? told : null,
		recognisedCents: null,
		overrun: 'none',
		// Of the grant nobody decides themselves how much it is; more money from elsewhere explains itself.
		needsWhy: line.category !== 'grant' && actual !== null && actual < granted
	};
}

const common = (
	line: PlanLine,
	grantedCents: number,
	actualCents: number | null,
	report: Report
) => ({
	line,
	grantedCents,
	changedCents: grantedCents - line.plannedCents,
	actualCents,
	leftCents: grantedCents - (actualCents ?? 0),
	why: report.why[line.id] ?? ''
});

const worth = (minutes: number | null, rules: FundRules) =>
	minutes === null ? null : inKindCents(rules, minutes);

const overrunOf = (actual: number, granted: number, most: number): Overrun =>
	actual <= granted ? 'none' : actual <= most ? 'within' : 'above';

/** By more than the percentage within which nobody has to ask, up or down. */
const differs = (actual: number, granted: number, percent: number): boolean =>
	Math.abs(actual - granted) * 100 > granted * percent;
