/** Where everybody reads what happened at a date, without the language. */
export const afterwardsPath = (slug: string, number: number, dateId: string): string =>
	`/events/${slug}/${number}/afterwards/${dateId}`;
