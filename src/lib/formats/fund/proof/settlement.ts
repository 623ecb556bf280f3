/** A cost of the plan and what was spent for it, in cents. */
export type SpentLine = Readonly<{
	/** What holds since the decision and approved changes. */
	grantedCents: number;
	/** Sum of its receipts, as far as the office recognises them. */
	spentCents: number;
}>;

/** What a proof of use comes to, in cents. */
export type Settlement = Readonly<{
	/** Costs that count: each line up to its limit. */
	recognisedCents: number;
	/** Money from elsewhere: own, third party, income. */
	otherCents: number;
	/** What the grant has to cover after all. */
	neededCents: number;
	/** Paid and not needed: comes back. */
	dueBackCents: number;
	/** Needed and not paid yet. */
	stillPayableCents: number;
}>;

/** Up to here a line may be spent without asking: what was granted and the percentage of the rules, rounded down. */
export const mostOfLine = (grantedCents: number, overrunPercent: number): number =>
	grantedCents + Math.floor((grantedCents * overrunPercent) / 100);

/**
 * Settles a grant that covers a deficit (Fehlbedarfsfinanzierung, VV Nr. 2.2.2 to § 44 BHO): what the recognised costs
 * exceed the money from elsewhere, and never more than was granted. What a line was overrun beyond the percentage, without an approved
 * change, is not recognised. Work without pay is no money: it would stand on both sides with the same worth, so it is left out
 * of both.
 * @param grantedCents the grant
 * @param paidCents what was paid of it and has not come back
 * @param otherCents money from elsewhere that did come
 */
export function settle(
	grantedCents: number,
	paidCents: number,
	lines: readonly SpentLine[],
	otherCents: number,
	overrunPercent: number
): Settlement {
	const recognisedCents = lines.reduce(
		(sum, line) => sum + Math.min(line.spentCents, mostOfLine(line.grantedCents, overrunPercent)),
		0
	);
	const neededCents = Math.min(grantedCents, Math.max(0, recognisedCents - otherCents));
	return {
		recognisedCents,
		otherCents,
		neededCents,
		dueBackCents: Math.max(0, paidCents - neededCents),
		stillPayableCents: Math.max(0, neededCents - paidCents)
	};
}
