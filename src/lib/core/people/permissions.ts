import type { PermissionTable } from '../../access/can.ts';
import type { Actor } from '../../access/actor.ts';
import { roleAnywhere, theSystem, type Predicate } from '../../access/predicates.ts';

/** A person as a subject: who it is and the places where this person holds roles now. */
export type Person = Readonly<{ accountId: string; grantPlaces: readonly string[] }>;
export type GrantSubject = Readonly<{ accountId: string | null; placeId: string }>;
/** An organisation without a place belongs to the whole house. */
export type OrganisationSubject = Readonly<{ placeId: string | null }>;
export type NewMemberSubject = Readonly<{ accountId: string | null; placeId: string | null }>;
export type MembershipSubject = Readonly<{
	accountId: string;
	placeId: string | null;
	organisationId: string;
}>;
export type OwnOrganisation = Readonly<{ organisationId: string; placeId: string | null }>;
/** The top places (cities): what belongs to no single place is for those who administer one of them. */
export type WholeHouse = Readonly<{ topPlaces: readonly string[] }>;

const administers = (actor: Actor, placeId: string | null): boolean => {
	if (actor.kind !== 'account' || !actor.secondFactor) return false;
	const places = actor.grants.filter((grant) => grant.role === 'administrator');
	return placeId === null ? places.length > 0 : places.some((grant) => grant.places.has(placeId));
};

const isSelf = (actor: Actor, accountId: string | null) =>
	actor.kind === 'account' && actor.accountId === accountId;

const administratorOfPlace: Predicate<{ placeId: string | null }> = (actor, { placeId }) =>
	administers(actor, placeId);

/** Nobody grants themselves: a second administrator has to agree to more rights. */
const administratorForSomebodyElse: Predicate<{
	accountId: string | null;
	placeId: string | null;
}> = (actor, { accountId, placeId }) => administers(actor, placeId) && !isSelf(actor, accountId);

/**
 * Over an account only who administers every place where it holds a role: whoever could disable or reset the
 * administrators of the city from a quarter would soon be one.
 */
const administratorOfAllItsPlaces: Predicate<Person> = (actor, { accountId, grantPlaces }) =>
	!isSelf(actor, accountId) &&
	administers(actor, null) &&
	grantPlaces.every((placeId) => administers(actor, placeId));

const administratorOfATopPlace: Predicate<WholeHouse> = (actor, { topPlaces }) =>
	topPlaces.some((placeId) => administers(actor, placeId));

const belongsTo = (actor: Actor, organisationId: string, ...roles: ('member' | 'manager')[]) =>
	actor.kind === 'account' &&
	actor.organisations.some(({ id, role }) => id === organisationId && roles.includes(role));

const memberOfIt: Predicate<{ organisationId: string }> = (actor, { organisationId }) =>
	belongsTo(actor, organisationId, 'member', 'manager');

const managerOfIt: Predicate<{ organisationId: string }> = (actor, { organisationId }) =>
	belongsTo(actor, organisationId, 'manager');

const managerForSomebodyElse: Predicate<MembershipSubject> = (actor, subject) =>
	managerOfIt(actor, subject) && !isSelf(actor, subject.accountId);

/** Who belongs to an organisation may leave it. */
const oneselfAsMember: Predicate<MembershipSubject> = (actor, subject) =>
	memberOfIt(actor, subject) && isSelf(actor, subject.accountId);

const oneself: Predicate<{ accountId: string }> = (actor, { accountId }) =>
	isSelf(actor, accountId);

/** Action to who may. What has no row here is forbidden. */
export const people: PermissionTable<{
	'people.list': null;
	'person.disable': Person;
	'person.enable': Person;
	'person.resetFactor': Person;
	'person.inviteAgain': Person;
	'grant.give': GrantSubject;
	'grant.revoke': GrantSubject;
	/** Any account into any organisation. */
	'membership.add': NewMemberSubject;
	/** By mail into one's own organisation. */
	'membership.invite': OwnOrganisation;
	/** Make a member manager, or a manager member. */
	'membership.setRole': MembershipSubject;
	'membership.remove': MembershipSubject;
	/** The list with names and roles, and what is waiting for approval. */
	'organisation.see': OwnOrganisation;
	/** Mail addresses of its members. */
	'organisation.manage': OwnOrganisation;
	/** Hand one's own managing over to another member. */
	'organisation.handOver': OwnOrganisation;
	'profile.write': OwnOrganisation;
	'profile.approve': OwnOrganisation;
	'profile.withdraw': OwnOrganisation;
	'organisation.list': null;
	'organisation.change': OrganisationSubject;
	'own.change': { accountId: string };
	'outbox.read': WholeHouse;
	'outbox.retry': WholeHouse;
}> = {
	'people.list': [roleAnywhere('administrator')],
	'person.disable': [administratorOfAllItsPlaces, theSystem],
	'person.enable': [administratorOfAllItsPlaces, theSystem],
	'person.resetFactor': [administratorOfAllItsPlaces, theSystem],
	'person.inviteAgain': [administratorOfAllItsPlaces, theSystem],
	'grant.give': [administratorForSomebodyElse, theSystem],
	'grant.revoke': [administratorOfPlace, theSystem],
	'membership.add': [administratorForSomebodyElse, theSystem],
	'membership.invite': [managerOfIt],
	'membership.setRole': [managerForSomebodyElse],
	'membership.remove': [administratorOfPlace, managerOfIt, oneselfAsMember, theSystem],
	'organisation.see': [memberOfIt, administratorOfPlace],
	'organisation.manage': [managerOfIt, administratorOfPlace],
	'organisation.handOver': [managerOfIt],
	'profile.write': [managerOfIt, administratorOfPlace, theSystem],
	'profile.approve': [administratorOfPlace, theSystem],
	'profile.withdraw': [managerOfIt, administratorOfPlace, theSystem],
	'organisation.list': [
		roleAnywhere('administrator', 'planner', 'moderator', 'fundOffice', 'finance')
	],
	'organisation.change': [administratorOfPlace, theSystem],
	'own.change': [oneself],
	'outbox.read': [administratorOfATopPlace],
	'outbox.retry': [administratorOfATopPlace]
};
