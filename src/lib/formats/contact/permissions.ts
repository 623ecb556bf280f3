import type { PermissionTable } from '../../access/can.ts';
import {
	everyone,
	roleAnywhere,
	roleAtPlace,
	theSystem,
	type Predicate
} from '../../access/predicates.ts';

export type PointSubject = Readonly<{ activityId: string; placeId: string }>;

/** What permissions ask about one message; its place is that of its contact point. */
export type MessageSubject = PointSubject & Readonly<{ messageId: string }>;

/** Holds the receipt of the message. */
const writer: Predicate<{ messageId: string }> = (actor, { messageId }) =>
	actor.kind === 'receipt' && actor.subjectId === messageId;

/** Whoever has to do with contact points. */
export const contactRoles = ['moderator', 'administrator', 'planner'] as const;

/** Whoever is on the squares: nobody else reads what people write. */
const team = roleAtPlace('moderator');
const office = roleAtPlace('moderator', 'administrator');
const staff = roleAtPlace(...contactRoles);

/** Who may do what with contact points, messages and noted talks. */
export const permissions: PermissionTable<{
	/** Contact points, cut to the actor's places. */
	list: unknown;
	createPoint: { placeId: string };
	editPoint: PointSubject;
	/** A contact point with its numbers, without a word of what people wrote. */
	seePoint: PointSubject;
	write: unknown;
	/** Read, go on with, end and withdraw an own message. */
	ownMessage: { messageId: string };
	readMessages: PointSubject;
	/** Care for a message, answer it, note something about it, close it. */
	answer: PointSubject;
	/** Note talks, see and correct those of the team. */
	noteTalks: PointSubject;
	/** Counts by month, topic, place and way. */
	evaluate: PointSubject;
	archive: PointSubject;
}> = {
	list: [roleAnywhere(...contactRoles)],
	createPoint: [office],
	editPoint: [office],
	seePoint: [staff],
	write: [everyone],
	ownMessage: [writer],
	readMessages: [team],
	answer: [team],
	noteTalks: [team],
	evaluate: [staff],
	archive: [theSystem, office]
};
