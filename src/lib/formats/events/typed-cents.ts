import { centsAsDecimal, readCents } from '../../platform/money.ts';

/** A price as typed, in cents; null for an empty field, no number for what is no sum, which the schema refuses. */
export function typedCents(typed: string): number | null {
	if (typed === '') return null;
	const read = readCents(typed);
	return 'cents' in read ? read.cents : Number.NaN;
}

/** What a field for a price shows: "1234,50", as the city writes it; `readCents` takes it back. */
export const centsAsInput = (cents: number): string =>
	centsAsDecimal(cents).replace('.', ',').replace(/,00$/, '');
