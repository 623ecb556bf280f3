import type { Actor } from '../../access/actor.ts';
import type { PermissionTable } from '../../access/can.ts';
import { roleAnywhere, roleAtPlace, theSystem, type Predicate } from '../../access/predicates.ts';

export type RoundSubject = Readonly<{ activityId: string; placeId: string }>;

/** What permissions ask about one application. */
export type ApplicationSubject = RoundSubject &
	Readonly<{
		applicationId: string;
		organisationId: string | null;
		/** Accounts with a declared conflict of interest. */
		conflicted: readonly string[];
	}>;

/** Holds the receipt, or belongs to the organisation that applies. */
const applicant: Predicate<ApplicationSubject> = (actor, { applicationId, organisationId }) =>
	(actor.kind === 'receipt' && actor.subjectId === applicationId) ||
	(organisationId !== null && belongsTo(actor, organisationId));

const belongsTo = (actor: Actor, organisationId: string) =>
	actor.kind === 'account' && actor.organisations.some(({ id }) => id === organisationId);

/** Neither declared a conflict of interest nor belongs to the applicant: whoever does neither looks at it nor decides. */
const isUnbiased: Predicate<ApplicationSubject> = (actor, subject) =>
	actor.kind === 'account' &&
	!subject.conflicted.includes(actor.accountId) &&
	(subject.organisationId === null || !belongsTo(actor, subject.organisationId));

const unbiased =
	(who: Predicate<ApplicationSubject>): Predicate<ApplicationSubject> =>
	(actor, subject) =>
		who(actor, subject) && isUnbiased(actor, subject);

/** Whoever has to do with applications of others. */
export const fundRoles = ['fundOffice', 'finance', 'juror', 'planner'] as const;

const office = roleAtPlace('fundOffice');
const finance = roleAtPlace('finance');
const juror = roleAtPlace('juror');
const planner = roleAtPlace('planner');
const staff = [office, finance, juror, planner].map(unbiased);

/** Who may do what with rounds and pots, and with one application. Residents see what is public without any right. */
export const permissions: PermissionTable<{
	/** Rounds, pots and figures, cut to the actor's places. */
	list: unknown;
	createRound: { placeId: string };
	editRound: RoundSubject;
	/** Rounds with their applications as list, without those one may not look at. */
	seeRound: RoundSubject;
	seePot: { placeId: string };
	/** Make a pot, put money in, take it out. */
	fillPot: { placeId: string };
	report: { placeId: string };
	holdMeeting: RoundSubject;
	sitOnJury: RoundSubject;
	holdVoting: RoundSubject;
	/** One's own application: write, submit, answer, call for money, prove. */
	apply: ApplicationSubject;
	see: ApplicationSubject;
	/** Its pages for staff and jury, which are not for whoever belongs to the applicant. */
	seeAsStaff: ApplicationSubject;
	/** Name, address, account of whoever answers for it. */
	seeContact: ApplicationSubject;
	review: ApplicationSubject;
	decide: ApplicationSubject;
	lapse: ApplicationSubject;
	/** Score it and vote on it. */
	judge: ApplicationSubject;
	declareConflict: ApplicationSubject;
	checkCall: ApplicationSubject;
	/** Release a payment that somebody else has checked, note it as paid or failed, book what came back. */
	releaseCall: ApplicationSubject;
	answerChange: ApplicationSubject;
	archive: RoundSubject;
}> = {
	list: [roleAnywhere(...fundRoles)],
	createRound: [office],
	editRound: [office],
	seeRound: [office, finance, juror, planner],
	seePot: [office, finance, juror, planner],
	fillPot: [finance],
	report: [office, finance, planner],
	holdMeeting: [office],
	sitOnJury: [juror],
	holdVoting: [office],
	apply: [applicant],
	see: [applicant, ...staff],
	seeAsStaff: staff,
	seeContact: [applicant, unbiased(office), unbiased(finance)],
	review: [unbiased(office)],
	decide: [unbiased(office)],
	lapse: [theSystem, unbiased(office)],
	judge: [unbiased(juror)],
	/** Of oneself; of somebody else with `holdMeeting`. */
	declareConflict: [office, finance, juror, planner],
	checkCall: [unbiased(office)],
	releaseCall: [unbiased(finance)],
	answerChange: [unbiased(office)],
	archive: [theSystem, office]
};
