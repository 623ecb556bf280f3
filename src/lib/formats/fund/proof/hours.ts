import { westernText } from '../../../platform/decimal.ts';

/** More than ten thousand hours is no neighbourhood project. */
const mostMinutes = 600_000;

/** Reads hours as people write them, "12", "1,5", "1.5" or "1:30", as whole minutes; null for what is none. */
export function minutesOf(typed: string): number | null {
	const text = westernText(typed);
	const clock = /^(\d{1,5}):([0-5]\d)$/.exec(text);
	const decimal = /^(\d{1,5})(?:[.,](\d{1,2}))?$/.exec(text);
	const hundredths = decimal && Number(decimal[1]! + (decimal[2] ?? '').padEnd(2, '0'));
	const minutes = clock
		? Number(clock[1]) * 60 + Number(clock[2])
		: hundredths === null
			? null
			: Math.round((hundredths * 60) / 100);
	return minutes === null || minutes > mostMinutes ? null : minutes;
}

/** "1:30", as the field takes it. */
export const hoursTyped = (minutes: number): string =>
	`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
