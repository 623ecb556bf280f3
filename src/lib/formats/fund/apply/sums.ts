import { readDecimal } from '../../../platform/decimal.ts';
import { formatCents, readCents } from '../../../platform/money.ts';
import { worthOfMinutes } from '../round/in-kind.ts';
import type { DraftLine } from './draft.ts';

/** Longest work without pay that one means: 10,000 hours, in minutes. */
export const mostMinutes = 600_000;

/** What a plan amounts to as far as it can be read, in cents. */
export type Sums = Readonly<{
	costs: number;
	grant: number;
	/** Own money, that of others, and income. */
	elsewhere: number;
	/** What the work without pay is worth; no money, so in no sum. */
	inKind: number;
	/** Costs that no money is there for; below zero: more money than costs. */
	gap: number;
}>;

type Typed = Readonly<{
	costs: readonly Pick<DraftLine, 'amount'>[];
	funding: readonly Pick<DraftLine, 'amount'>[];
	grant: string;
	hours: string;
}>;

/** The sums of what was typed; what is no amount counts nothing. The page runs it while somebody types. */
export function sumsOf({ costs, funding, grant, hours }: Typed, hourCents: number): Sums {
	const sums = {
		costs: sumOf(costs),
		grant: centsOf(grant),
		elsewhere: sumOf(funding),
		inKind: worthOfMinutes(hourCents, minutesOf(hours) ?? 0)
	};
	return { ...sums, gap: sums.costs - sums.grant - sums.elsewhere };
}

const sumOf = (lines: readonly Pick<DraftLine, 'amount'>[]): number =>
	lines.reduce((sum, { amount }) => sum + centsOf(amount), 0);

/** Zero for what is no amount. */
export function centsOf(typed: string): number {
	const read = readCents(typed);
	return 'cents' in read ? read.cents : 0;
}

/**
 * How we read an amount, to be shown beside it, so that nobody is paid a thousandth of what they meant; empty where it
 * cannot be read and where it stands there already ("850,50").
 */
export function amountRead(typed: string, locale: string): string {
	const read = readCents(typed);
	return 'cents' in read && !/^\d{1,3}[.,]\d\d$/.test(typed.trim())
		? formatCents(read.cents, locale)
		: '';
}

/** Hours as typed ("7,5") in whole minutes, or null. */
export function minutesOf(typed: string): number | null {
	const read = readDecimal(typed, { whole: false });
	if (!('value' in read)) return null;
	const minutes = Math.round(read.value * 60);
	return minutes > 0 && minutes <= mostMinutes ? minutes : null;
}

/** What must come from elsewhere than the pot at these costs, rounded up to the cent. */
export const neededShare = (costsCents: number, sharePercent: number): number =>
	Math.ceil((costsCents * sharePercent) / 100);
