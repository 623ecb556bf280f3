/** The last day of the promise to somebody who waits since then; null for nobody who waits. Days are YYYY-MM-DD. */
export const dueOn = (waitingSince: string | null, answerDays: number): string | null =>
	waitingSince === null
		? null
		: new Date(Date.parse(waitingSince) + answerDays * 86_400_000).toISOString().slice(0, 10);

/** Whether it waits longer than was promised. */
export function isOverdue(waitingSince: string | null, answerDays: number, today: string): boolean {
	const due = dueOn(waitingSince, answerDays);
	return due !== null && due < today;
}
