import { dayMinutes, wallClockPlus } from '../../../platform/calendar/wall-clock.ts';

/** The day so many days later, YYYY-MM-DD. */
export const dayPlus = (day: string, days: number): string =>
	wallClockPlus(`${day}T00:00`, days * dayMinutes).slice(0, 10);

/** The month so many months later. @param month YYYY-MM */
export function monthPlus(month: string, months: number): string {
	const first = new Date(`${month}-01T00:00:00Z`);
	first.setUTCMonth(first.getUTCMonth() + months);
	return first.toISOString().slice(0, 7);
}

/** The weeks of a month, from Monday to Sunday; null for days of the months beside it. */
export function weeksOf(month: string): (string | null)[][] {
	const first = `${month}-01`;
	const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
	const next = `${monthPlus(month, 1)}-01`;
	const weeks: (string | null)[][] = [];
	for (let monday = dayPlus(first, -before); monday < next; monday = dayPlus(monday, 7))
		weeks.push(
			Array.from({ length: 7 }, (_, nth) => dayPlus(monday, nth)).map((day) =>
				day.startsWith(month) ? day : null
			)
		);
	return weeks;
}

type Period = Readonly<{ firstDay: string; lastDay: string | null }>;

/** The month that an address asks for; else the one in which the reader meets something: this one, within the series. */
export function monthIn(query: URLSearchParams, { firstDay, lastDay }: Period, today: string) {
	const asked = query.get('month') ?? '';
	if (/^20\d\d-(0[1-9]|1[0-2])$/.test(asked)) return asked;
	const day = today < firstDay ? firstDay : lastDay !== null && today > lastDay ? lastDay : today;
	return day.slice(0, 7);
}
