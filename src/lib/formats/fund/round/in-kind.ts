/** What so many minutes of work without pay are worth at so many cents an hour, rounded down to the cent. */
export const worthOfMinutes = (hourCents: number, minutes: number): number =>
	Math.floor((minutes * hourCents) / 60);
