/** What decides whether somebody can register for a date. */
export type Opening = Readonly<{
	eventState: string;
	closed: boolean;
	seriesStatus: string;
	dateState: string;
	startsAt: Date;
	opensAt: Date | null;
	closesHours: number;
}>;

/** Whether event and date go on, so that places are given and offered. */
export const takesPlace = (
	{ eventState, seriesStatus, dateState, startsAt }: Opening,
	now: Date
): boolean =>
	eventState === 'approved' &&
	(seriesStatus === 'announced' || seriesStatus === 'running') &&
	dateState === 'planned' &&
	startsAt > now;

/** Reason code of what stands against registering now, or null. */
export function closedBecause(opening: Opening, now: Date): string | null {
	const { closed, dateState, startsAt, opensAt, closesHours } = opening;
	if (dateState === 'cancelled') return 'date_cancelled';
	if (closed || !takesPlace(opening, now)) return 'registration_closed';
	if (opensAt !== null && now < opensAt) return 'registration_not_open_yet';
	const last = startsAt.getTime() - closesHours * 3_600_000;
	return now.getTime() >= last ? 'registration_closed' : null;
}
