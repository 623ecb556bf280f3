import type { Actor } from '../../access/actor.ts';
import type { PermissionTable } from '../../access/can.ts';
import { roleAnywhere, roleAtPlace, theSystem, type Predicate } from '../../access/predicates.ts';

export type OfferSubject = Readonly<{ organisationId: string; placeId: string }>;

/** An organisation and where it belongs; null: to no single place. */
type OwnerSubject = Readonly<{ organisationId: string; placeId: string | null }>;

/** Whether the actor belongs to the organisation and keeps its offers from inside. */
export const belongsTo = (actor: Actor, organisationId: string): boolean =>
	actor.kind === 'account' && actor.organisations.some(({ id }) => id === organisationId);

/** Members and managers of the organisation that runs it. */
const itsPeople: Predicate<{ organisationId: string }> = (actor, { organisationId }) =>
	belongsTo(actor, organisationId);

const staff = ['moderator', 'planner', 'administrator'] as const;
const keepers = [itsPeople, roleAtPlace(...staff), theSystem];

/** Staff whose places cover that of the organisation. */
const staffAround: Predicate<OwnerSubject> = (actor, { placeId }) =>
	placeId !== null && roleAtPlace(...staff)(actor, { placeId });

const whatTheyArchived: Predicate<OfferSubject & { archivedByStaff: boolean }> = (actor, offer) =>
	!offer.archivedByStaff && itsPeople(actor, offer);

/** Everybody reads what is not archived; that needs no row here. What has none is forbidden. */
export const offerPermissions: PermissionTable<{
	/** The offers of one organisation from inside, archived ones too. */
	'offer.listOwn': OwnerSubject;
	/** The offers of all places where one holds a role. */
	'offer.listPlaces': null;
	/** The empty form, which shows nothing of what there is. */
	'offer.openEmptyForm': { organisationId: string };
	'offer.create': OfferSubject;
	'offer.change': OfferSubject;
	/** Say that all of it was right today, or take that back. */
	'offer.check': OfferSubject;
	'offer.archive': OfferSubject;
	'offer.restore': OfferSubject & { archivedByStaff: boolean };
}> = {
	'offer.listOwn': [itsPeople, staffAround, roleAnywhere('administrator'), theSystem],
	'offer.listPlaces': [roleAnywhere(...staff)],
	'offer.openEmptyForm': [itsPeople, roleAnywhere(...staff), theSystem],
	'offer.create': keepers,
	'offer.change': keepers,
	'offer.check': keepers,
	'offer.archive': keepers,
	'offer.restore': [whatTheyArchived, roleAtPlace(...staff), theSystem]
};
