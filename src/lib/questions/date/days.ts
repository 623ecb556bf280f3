const dayLength = 86_400_000;

/** In UTC, where every day has the same length; only days are asked of it. */
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** A day of the calendar as YYYY-MM-DD: 29 February only in leap years. */
export const isDay = (text: string): boolean =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text)) && dayAt(at(text)) === text;

export const addDays = (day: string, days: number): string => dayAt(at(day) + days * dayLength);

export const daysBetween = (first: string, last: string): number =>
	Math.round((at(last) - at(first)) / dayLength);

/** The Monday of its week. */
export const mondayOf = (day: string): string =>
	addDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7));
