/** People come early, and lists of paper are entered days later. */
export const hoursBefore = 6;
export const daysAfter = 7;

/** For so long after the end a device at the door keeps the list, names included. */
const deviceHours = 24;

/** What decides whether people can be checked in at a date. */
export type DoorTimes = Readonly<{
	eventState: string;
	seriesStatus: string;
	dateState: string;
	startsAt: Date;
	endsAt: Date;
}>;

export const opensAt = ({ startsAt }: Pick<DoorTimes, 'startsAt'>): Date =>
	new Date(startsAt.getTime() - hoursBefore * 3_600_000);

export const keptUntil = ({ endsAt }: Pick<DoorTimes, 'endsAt'>): Date =>
	new Date(endsAt.getTime() + deviceHours * 3_600_000);

/** Reason code of what stands against checking in now, or null. */
export function doorClosedBecause(door: DoorTimes, now: Date): string | null {
	if (door.dateState === 'cancelled') return 'date_cancelled';
	if (door.dateState === 'notHeld') return 'date_not_held';
	if (door.seriesStatus === 'archived') return 'archived';
	if (door.eventState !== 'approved' || door.seriesStatus === 'draft') return 'not_possible_now';
	if (now < opensAt(door)) return 'door_not_open_yet';
	const last = door.endsAt.getTime() + daysAfter * 86_400_000;
	return now.getTime() > last ? 'door_closed' : null;
}

/** Whether the link to the door belongs beside a date now. */
export const doorIsNear = (
	event: Readonly<{ state: string; seriesStatus: string }>,
	date: Readonly<{ state: string; startsAt: Date; endsAt: Date }>,
	now: Date
): boolean =>
	doorClosedBecause({ ...date, ...event, dateState: date.state, eventState: event.state }, now) ===
	null;

const daysForPrinting = 14;

/** Whether the link to what is said about a date belongs beside it: from when its slips are printed on, and for ever after. */
export const slipsArePrinted = (
	event: Readonly<{ state: string }>,
	date: Readonly<{ state: string; startsAt: Date }>,
	now: Date
): boolean =>
	event.state === 'approved' &&
	date.state !== 'cancelled' &&
	date.startsAt.getTime() - now.getTime() < daysForPrinting * 86_400_000;
