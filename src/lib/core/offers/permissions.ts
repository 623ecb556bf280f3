import type { PermissionTable } from '../../access/can.ts';
import { roleAnywhere, roleAtPlace, theSystem, type Predicate } from '../../access/predicates.ts';

export type OfferSubject = Readonly<{ organisationId: string; placeId: string }>;

/** Members and managers of the organisation that runs it. */
const itsPeople: Predicate<{ organisationId: string }> = (actor, { organisationId }) =>
	actor.kind === 'account' && actor.organisations.some(({ id }) => id === organisationId);

const staff = ['moderator', 'planner', 'administrator'] as const;
const keepers = [itsPeople, roleAtPlace(...staff), theSystem];

/** Everybody reads what is not archived; that needs no row here. What has none is forbidden. */
export const offerPermissions: PermissionTable<{
	/** The offers of one organisation from inside, archived ones too. */
	'offer.listOwn': { organisationId: string };
	/** The offers of all places where one holds a role. */
	'offer.listPlaces': null;
	'offer.create': OfferSubject;
	'offer.change': OfferSubject;
	/** Say that all of it was right today. */
	'offer.check': OfferSubject;
	'offer.archive': OfferSubject;
	'offer.restore': OfferSubject;
}> = {
	'offer.listOwn': [itsPeople, roleAnywhere(...staff), theSystem],
	'offer.listPlaces': [roleAnywhere(...staff)],
	'offer.create': keepers,
	'offer.change': keepers,
	'offer.check': keepers,
	'offer.archive': keepers,
	'offer.restore': keepers
};
