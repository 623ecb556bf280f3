/** Cards that a staff member may print in one go: twenty sheets. */
export const mostCards = 40;

/** How many cards are asked for; two fit on a sheet. */
export function cardCount(asked: string | null): number {
	const count = Math.trunc(Number(asked));
	return count >= 1 ? Math.min(count, mostCards) : 4;
}
