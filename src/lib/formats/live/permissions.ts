import type { PermissionTable } from '../../access/can.ts';
import { roleAnywhere, roleAtPlace, theSystem, type Predicate } from '../../access/predicates.ts';

export type SessionSubject = Readonly<{ activityId: string; placeId: string }>;

const moderation = roleAtPlace('moderator', 'administrator');

/** Those who prepare sessions, and those who read over the years what they said. */
const planning = roleAtPlace('moderator', 'administrator', 'planner');

/** Works at the place of a bank question or anywhere below it: a city's questions are there for its quarters. */
const withinReach: Predicate<BankSubject> = (actor, { reach }) =>
	[...reach].some((placeId) => planning(actor, { placeId }));

/** A question of the bank: its place, and that with all below it. */
export type BankSubject = Readonly<{ placeId: string; reach: ReadonlySet<string> }>;

/** The second phone in the moderator's hand: this session and no other. */
const holdsControlLink: Predicate<SessionSubject> = (actor, session) =>
	actor.kind === 'controlLink' && actor.activityId === session.activityId;

/** Who may do what with live sessions. Residents need no permission to take part: the code is theirs. */
export const permissions: PermissionTable<{
	list: unknown;
	create: { placeId: string };
	/** See the session as its moderators see it: drafts, entries before the reveal. */
	view: SessionSubject;
	run: SessionSubject;
	/** Enter raised hands and paper ballots. */
	enter: SessionSubject;
	/** Open a tablet that goes round: it casts ballots and can do nothing else. */
	lend: SessionSubject;
	/** Print seat codes and void them. */
	seat: SessionSubject;
	edit: SessionSubject;
	/** Hand out or take back control links. */
	share: SessionSubject;
	export: SessionSubject;
	/** Keep a table of a question by groups. */
	makeCrosstab: SessionSubject;
	/** See the tables by groups that are kept. */
	readCrosstabs: SessionSubject;
	/** See rounds and sessions side by side, without small cells. */
	compare: SessionSubject;
	listBank: unknown;
	/** Read a question of the bank and put it into a session that one may edit. */
	take: BankSubject;
	/** Put a question into the bank of a place, write a new version of it, archive it. */
	keep: { placeId: string };
	/** Let other websites show its results. */
	embed: SessionSubject;
	delete: SessionSubject;
	archive: SessionSubject;
}> = {
	list: [roleAnywhere('moderator', 'administrator')],
	create: [moderation],
	view: [moderation, holdsControlLink],
	run: [moderation, holdsControlLink],
	enter: [moderation, holdsControlLink],
	lend: [moderation, holdsControlLink],
	seat: [moderation],
	edit: [moderation],
	share: [moderation],
	export: [moderation],
	makeCrosstab: [moderation],
	readCrosstabs: [moderation, roleAtPlace('planner')],
	compare: [planning],
	listBank: [roleAnywhere('moderator', 'administrator', 'planner')],
	take: [withinReach],
	keep: [planning],
	embed: [moderation],
	delete: [moderation, theSystem],
	archive: [moderation, theSystem]
};
