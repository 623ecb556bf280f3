/** YYYY-MM-DD, so many days from today; below zero: ago. */
export const dayIn = (days: number): string =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
