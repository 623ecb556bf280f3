import type { FollowUp } from './followup.server.ts';

const day = 86_400_000;

type Times = Pick<FollowUp, 'afterDays' | 'remindDays' | 'openDays' | 'openedAt'>;

/** When people are asked. */
export const asksAt = ({ afterDays }: Times, endsAt: Date): Date =>
	new Date(endsAt.getTime() + afterDays * day);

/** When those who have not answered are reminded, once it is open; null: never. */
export const remindsAt = ({ remindDays, openedAt }: Times): Date | null =>
	remindDays === null || !openedAt ? null : new Date(openedAt.getTime() + remindDays * day);

/** When it ends by itself. @param endsAt of the date, as long as it is not open */
export const closesAt = (times: Times, endsAt: Date): Date =>
	new Date((times.openedAt ?? asksAt(times, endsAt)).getTime() + times.openDays * day);

/** Days after which somebody can say what has become of a date; the facts say the same. */
export const daysOfLater = 60;

/** Was opened so late that it asks what became of the date. */
export const asksLater = ({ openedAt }: Pick<FollowUp, 'openedAt'>, endsAt: Date): boolean =>
	openedAt !== null && openedAt.getTime() >= endsAt.getTime() + daysOfLater * day;

/** Whether it counts as a survey that was carried out some months later. */
export const counts = (
	followUp: Pick<FollowUp, 'state' | 'least' | 'countsBecause' | 'openedAt'>,
	endsAt: Date,
	answers: number
): boolean =>
	followUp.state === 'closed' &&
	asksLater(followUp, endsAt) &&
	(answers >= followUp.least || (answers > 0 && followUp.countsBecause !== ''));
