/** The server's time as it was told, and when: the clock of the device may be wrong, its count of milliseconds is not. */
export type ServerClock = Readonly<{ serverTime: number; heardAt: number }>;

/** @param serverTime in milliseconds since 1970 */
export const heard = (serverTime: number, heardAt = performance.now()): ServerClock => ({
	serverTime,
	heardAt
});

/** Milliseconds until a moment of the server's clock; 0: it is over. @param closesAt ISO 8601 */
export const leftUntil = (
	closesAt: string,
	{ serverTime, heardAt }: ServerClock,
	at = performance.now()
): number => Math.max(0, Date.parse(closesAt) - serverTime - (at - heardAt));

/** Seconds as somebody counts them: 0 only when nothing is left. */
export const wholeSeconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000);

/** "1:05", in the digits of the language. */
export function digitsText(seconds: number, locale: string): string {
	const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
	const one = new Intl.NumberFormat(locale);
	return `${one.format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}

/** "1 Minute, 5 Sekunden": to be read out, and on buttons. */
export function durationText(seconds: number, locale: string): string {
	const unit = (unit: 'minute' | 'second', count: number) =>
		count > 0
			? [new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)]
			: [];
	const parts = [...unit('minute', Math.floor(seconds / 60)), ...unit('second', seconds % 60)];
	return new Intl.ListFormat(locale, { type: 'unit' }).format(parts);
}

/** Seconds left at which a screen reader says how many: not every second, nobody could listen to anything else. */
export const saidAt = [30, 10, 0] as const;

/** Seconds left from which the time is shown as short. */
export const shortFrom = 10;
