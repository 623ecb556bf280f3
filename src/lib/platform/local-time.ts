/** The cities that Palaver is for share one time zone; forms show and take its wall clock. */
const timeZone = 'Europe/Berlin';

const parts = new Intl.DateTimeFormat('sv-SE', {
	timeZone,
	dateStyle: 'short',
	timeStyle: 'short'
});

/** `2026-11-21T18:00`, as `<input type="datetime-local">` wants it; empty for none. */
export const toLocal = (at: Date | null): string => (at ? parts.format(at).replace(' ', 'T') : '');

/** The day in the city, YYYY-MM-DD. */
export const localDay = (at: Date): string => toLocal(at).slice(0, 10);

/**
 * The moment that a wall clock in the city shows as `2026-11-21T18:00`. Null for an empty text, an invalid date for one
 * that is no time. Of the hour that the clock shows twice in October it takes the first; of the one that it skips in
 * March it takes the moment an hour later.
 */
export function fromLocal(text: string): Date | null {
	if (text === '') return null;
	const guess = new Date(`${text}Z`);
	if (Number.isNaN(guess.getTime())) return guess;
	const summer = new Date(guess.getTime() - 2 * 3_600_000);
	return toLocal(summer) === text.slice(0, 16) ? summer : new Date(guess.getTime() - 3_600_000);
}
