import type { Role } from '../../access/actor.ts';
import { roleAtPlace, type Predicate } from '../../access/predicates.ts';

/** Whose plan it is: one place, or all cities of the installation where the plan has none. */
export type Plan = Readonly<{ places: readonly string[] }>;

/** Holds the role at one of the plan's places or above, with the second factor given. */
export const plansFor =
	(...roles: Role[]): Predicate<Plan> =>
	(actor, { places }) =>
		places.some((placeId) => roleAtPlace(...roles)(actor, { placeId }));
