/** Times as a clock on the wall shows them: YYYY-MM-DDTHH:mm, without a zone. Calculated as if days had 24 hours. */
const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/** Minutes of a day on the wall clock. */
export const dayMinutes = 1440;

/** Whether this is a day of the calendar and a time of the day; the hour that March skips is one. */
export const isWallClock = (text: string): boolean =>
	shape.test(text) && wallClockOf(new Date(`${text}Z`)) === text;

/** The wall clock that many minutes later; a clock change between them does not count. */
export const wallClockPlus = (local: string, minutes: number): string =>
	wallClockOf(new Date(Date.parse(`${local}Z`) + minutes * 60_000));

/** What a clock set to UTC shows; empty for no date. */
export const wallClockOf = (at: Date): string =>
	Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 16);

/** Whether something that begins then and lasts so long fills whole days: it then ends at midnight on every clock. */
export const fillsDays = (local: string, minutes: number): boolean =>
	local.endsWith('T00:00') && minutes > 0 && minutes % dayMinutes === 0;
