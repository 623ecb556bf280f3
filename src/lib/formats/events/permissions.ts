import type { Actor } from '../../access/actor.ts';
import type { PermissionTable } from '../../access/can.ts';
import {
	everyone,
	roleAnywhere,
	roleAtPlace,
	theSystem,
	type Predicate
} from '../../access/predicates.ts';

export type SeriesSubject = Readonly<{ activityId: string; placeId: string }>;

/** Whose an event is: an organisation's, or of whoever holds an invitation's link. */
export type HostSubject = SeriesSubject &
	Readonly<{ organisationId: string | null; invitationId: string | null }>;

/** What permissions ask about one event; its place is that of its series. */
export type EventSubject = HostSubject & Readonly<{ eventId: string }>;

/** Holds the invitation's link, or belongs to the organisation. */
const host: Predicate<HostSubject> = (actor, { organisationId, invitationId }) =>
	(actor.kind === 'receipt' && actor.subjectId === invitationId) ||
	(organisationId !== null && belongsTo(actor, organisationId));

export const belongsTo = (actor: Actor, organisationId: string): boolean =>
	actor.kind === 'account' && actor.organisations.some(({ id }) => id === organisationId);

const ofOrganisation: Predicate<{ organisationId: string }> = (actor, { organisationId }) =>
	belongsTo(actor, organisationId);

/** Holds the receipt of the registration. */
const guest: Predicate<{ registrationId: string }> = (actor, { registrationId }) =>
	actor.kind === 'receipt' && actor.subjectId === registrationId;

/** Whoever has to do with events of others. */
export const eventRoles = ['moderator', 'administrator', 'planner'] as const;

const moderation = roleAtPlace('moderator', 'administrator');
const staff = roleAtPlace(...eventRoles);

/** Moderates there and is not of the host's side: four eyes see what is published. */
const reviewer: Predicate<HostSubject> = (actor, event) =>
	moderation(actor, event) && !host(actor, event);

/** Who may do what with series, events and their dates. Residents see what is public without any right. */
export const permissions: PermissionTable<{
	/** Series and what waits, cut to the actor's places. */
	list: unknown;
	createSeries: { placeId: string };
	editSeries: SeriesSubject;
	/** A series with all its events and its coverage. */
	seeSeries: SeriesSubject;
	/** Invite hosts, hand out and take back links. */
	invite: SeriesSubject;
	/** Take events of many hosts from a file, and take such an import back. */
	importEvents: SeriesSubject;
	/** The same with the programme of one's own organisation. */
	bringInOwn: { organisationId: string };
	/** Enter an event for a host. */
	enterFor: SeriesSubject;
	/** Enter an own event. */
	enter: HostSubject;
	/** See an own event whatever its state, with questions of the office. */
	keep: EventSubject;
	change: EventSubject;
	submit: EventSubject;
	withdraw: EventSubject;
	cancel: EventSubject;
	/** Call off or move one date. */
	changeDate: EventSubject;
	/** Its pages for staff, with the support that was asked for. */
	seeAsStaff: EventSubject;
	/** Approve, ask back, reject, look at later changes; never of an own organisation. */
	review: EventSubject;
	/** Say that a date took place, or did not. */
	markHeld: EventSubject;
	/** Say how many people were there; with it that the date took place. */
	countHeads: EventSubject;
	/** Read what is written of a date, also minutes that are not public. */
	seeDocumentation: EventSubject;
	/** Write what happened at a date, show and take down its photos. */
	document: EventSubject;
	/** Say how people register, and for how many places. */
	setUpTickets: EventSubject;
	/** Who registered, with names and addresses. */
	seeRegistrations: EventSubject;
	/** Note who came at a date, and take it back. */
	checkIn: EventSubject;
	/** See what was said about a date, print codes, choose what is asked. */
	keepFeedback: EventSubject;
	giveFeedback: unknown;
	/** Plan questions for some months after a date, print codes, see what was said. */
	keepFollowUp: EventSubject;
	/** Ask, remind and end, when it is time or before. */
	runFollowUp: EventSubject;
	/** Say that few answers are enough; never of an own organisation. */
	acceptFollowUp: EventSubject;
	answerFollowUp: unknown;
	register: unknown;
	/** See, change or cancel an own registration, take what is offered. */
	ownRegistration: { registrationId: string };
	archive: SeriesSubject;
}> = {
	list: [roleAnywhere(...eventRoles)],
	createSeries: [moderation],
	editSeries: [moderation],
	seeSeries: [staff],
	invite: [moderation],
	importEvents: [moderation],
	bringInOwn: [ofOrganisation],
	enterFor: [moderation],
	enter: [host],
	keep: [host],
	change: [host, moderation],
	submit: [host],
	withdraw: [host],
	cancel: [host, moderation],
	changeDate: [host, moderation],
	seeAsStaff: [staff],
	review: [reviewer],
	markHeld: [moderation],
	countHeads: [host, moderation],
	seeDocumentation: [host, staff],
	document: [host, moderation],
	setUpTickets: [host, moderation],
	seeRegistrations: [host, moderation],
	checkIn: [host, moderation],
	keepFeedback: [host, moderation],
	giveFeedback: [everyone],
	keepFollowUp: [host, moderation],
	runFollowUp: [host, moderation, theSystem],
	acceptFollowUp: [reviewer],
	answerFollowUp: [everyone],
	register: [everyone],
	ownRegistration: [guest],
	archive: [theSystem, moderation]
};
