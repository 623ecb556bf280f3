/** After so many days without a look nobody should rely on an offer: half a year, as opening hours change with seasons. */
export const checkedForDays = 180;

/**
 * The last day that still counts as checked lately. An offer last checked before it is overdue.
 * @param today YYYY-MM-DD
 */
export function oldestFreshDay(today: string): string {
	const day = new Date(`${today}T12:00:00Z`);
	day.setUTCDate(day.getUTCDate() - checkedForDays);
	return day.toISOString().slice(0, 10);
}

/** Whether the last check is more than 180 days ago. Days as YYYY-MM-DD. */
export const isOverdue = (lastCheckedOn: string, today: string): boolean =>
	lastCheckedOn < oldestFreshDay(today);
