import type { SessionInput } from '#lib/formats/live/schema.ts';
import type { Translated } from '#lib/platform/i18n/translated.ts';
import type { Demo } from './demo.ts';

const day = 86_400_000;

type Shape = Readonly<{
	title: Translated;
	placeId: string;
	/** Days from now on which it is, before it below 0. */
	from: number;
	/** How long it takes; absent: two. */
	hours?: number;
}> &
	Partial<Pick<SessionInput, 'organisationField' | 'measures' | 'seatsOnly'>>;

/** A session on a day of the story, in all languages of the content. */
export function sessionInput({ means }: Demo, { from, hours = 2, ...shape }: Shape): SessionInput {
	const now = means.clock().getTime();
	const starts = now + from * day;
	return {
		locales: ['de', 'en', 'de-simple', 'ar'],
		startsAt: new Date(starts),
		endsAt: new Date(starts + (hours * day) / 24),
		organisationField: 'off',
		mayChangeVote: true,
		measures: [],
		// Also of what was years ago nothing is archived while somebody looks around.
		retainUntil: new Date(Math.max(now, starts) + 365 * day).toISOString().slice(0, 10),
		...shape
	};
}

/** The moment that is so many days from now. */
export const daysFromNow = ({ means }: Demo, days: number): Date =>
	new Date(means.clock().getTime() + days * day);
