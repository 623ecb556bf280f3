import { centsAsDecimal, readCents } from '../../platform/money.ts';
import { mostCents } from './round/rules.ts';

/**
 * A sum as typed, in cents; null for an empty field. What is no sum becomes a number that the schemas refuse with the
 * fitting reason: below zero, too large, or none at all.
 */
export function typedCents(typed: string): number | null {
	if (typed === '') return null;
	const read = readCents(typed);
	if ('cents' in read) return read.cents;
	if (read.problem === 'amount_negative') return -1;
	return read.problem === 'amount_too_large' ? mostCents + 1 : Number.NaN;
}

/** What a field for a sum shows: "1234,50", as the city writes it; `readCents` takes it back. */
export const centsAsInput = (cents: number | null): string =>
	cents === null ? '' : centsAsDecimal(cents).replace('.', ',').replace(/,00$/, '');
