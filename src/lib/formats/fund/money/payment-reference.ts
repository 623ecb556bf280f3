/** A call for money among those of all rounds and years. */
type Which = Readonly<{ roundSlug: string; potYear: number; number: number; callNumber: number }>;

/**
 * What stands on the transfer, `teilhabefonds-mitte-2026-7-1`: round, year of the pot, application, call. Numbers of
 * applications begin anew in every round. Only characters that every bank passes on.
 */
export const paymentReference = ({ roundSlug, potYear, number, callNumber }: Which): string =>
	[roundSlug, potYear, number, callNumber].join('-');
