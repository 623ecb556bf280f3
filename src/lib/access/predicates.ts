import type { Actor, Role } from './actor.ts';

/** May this actor do it to this subject? */
export type Predicate<Subject> = (actor: Actor, subject: Subject) => boolean;

/** What most subjects have: the place they belong to. */
export type Placed = Readonly<{ placeId: string }>;

export const everyone: Predicate<unknown> = () => true;

export const theSystem: Predicate<unknown> = (actor) => actor.kind === 'system';

/** Signed in, whatever the roles. */
export const signedIn: Predicate<unknown> = (actor) => actor.kind === 'account';

/** Holds the role at the subject's place or above it, with the second factor given. */
export const roleAtPlace =
	(...wanted: Role[]): Predicate<Placed> =>
	(actor, subject) =>
		holds(actor, wanted, (places) => places.has(subject.placeId));

/** Holds the role somewhere, with the second factor given: for lists that are then cut to the actor's places. */
export const roleAnywhere =
	(...wanted: Role[]): Predicate<unknown> =>
	(actor) =>
		holds(actor, wanted, () => true);

function holds(
	actor: Actor,
	wanted: Role[],
	at: (places: ReadonlySet<string>) => boolean
): boolean {
	if (actor.kind !== 'account' || !actor.secondFactor) return false;
	return actor.grants.some((grant) => wanted.includes(grant.role) && at(grant.places));
}
