/** How long somebody stays signed in, in milliseconds. Chosen and reasoned in docs/decisions/0014. */
export type Lifetime = Readonly<{
	/** Without a visit. */
	idle: number;
	/** At the latest after signing in, however often they come. */
	absolute: number;
}>;

const hour = 3_600_000;
const day = 24 * hour;

const ofStaff: Lifetime = { idle: 12 * hour, absolute: 7 * day };
const ofOthers: Lifetime = { idle: 7 * day, absolute: 30 * day };

/** No session outlives this; the cookie may. */
export const longestLifetime = ofOthers.absolute;

/** @param hasRole a staff role anywhere, whether or not the second factor was given */
export const lifetimeOf = (hasRole: boolean): Lifetime => (hasRole ? ofStaff : ofOthers);

/** The moment at which it ends whatever happens. */
export const lastMoment = (createdAt: Date, { absolute }: Lifetime) =>
	new Date(createdAt.getTime() + absolute);
