import { expect, test } from 'vitest';
import { anonymous, system, type AccountActor, type Actor, type Role } from '#lib/access/actor.ts';
import { can } from '#lib/access/can.ts';
import {
	permissions,
	type ApplicationSubject,
	type RoundSubject
} from '#lib/formats/fund/permissions.ts';

const account = (rest: Partial<AccountActor>): AccountActor => ({
	kind: 'account',
	accountId: 'me',
	displayName: 'Me',
	secondFactor: true,
	grants: [],
	organisations: [],
	...rest
});
const holder = (role: Role, place = 'mitte', rest: Partial<AccountActor> = {}) =>
	account({ grants: [{ role, places: new Set([place]) }], ...rest });

const applying = [{ id: 'kochgruppe', role: 'member' as const }];
const staffRoles = ['fundOffice', 'finance', 'juror', 'planner'] as const;
const others = ['administrator', 'moderator'] as const;

/** Everybody who might come, in every relation to the application that matters. */
const actors: Record<string, Actor> = {
	anonymous,
	system,
	'receipt of it': { kind: 'receipt', subjectId: 'application' },
	'receipt of another': { kind: 'receipt', subjectId: 'another' },
	'control link': { kind: 'controlLink', linkId: 'l', activityId: 'round' },
	'member of the applicant': account({ organisations: applying, secondFactor: false }),
	'member of another organisation': account({ organisations: [{ id: 'chor', role: 'manager' }] }),
	...Object.fromEntries(
		[...staffRoles, ...others].flatMap((role) => [
			[role, holder(role)],
			[`${role} elsewhere`, holder(role, 'heepen')],
			[`${role} without second factor`, holder(role, 'mitte', { secondFactor: false })],
			[`${role} with a conflict`, holder(role, 'mitte', { accountId: 'conflicted' })],
			[`${role} of the applicant`, holder(role, 'mitte', { organisations: applying })]
		])
	)
};

const round: RoundSubject = { activityId: 'round', placeId: 'mitte' };
const application: ApplicationSubject = {
	...round,
	applicationId: 'application',
	organisationId: 'kochgruppe',
	conflicted: ['conflicted']
};

const whoMay = (action: keyof typeof permissions, subject: unknown) =>
	Object.keys(actors)
		.filter((name) => can(permissions, actors[name]!, action, subject as never))
		.sort();

/** With a declared conflict or as a member of the applicant they still hold their role for everything else. */
const inAnyRelation = (...roles: Role[]) =>
	roles.flatMap((role) => [role, `${role} with a conflict`, `${role} of the applicant`]);
const anywhere = (...roles: Role[]) =>
	roles.flatMap((role) => [...inAnyRelation(role), `${role} elsewhere`]);
const applicants = [
	'receipt of it',
	'member of the applicant',
	...[...staffRoles, ...others].map((role) => `${role} of the applicant`)
];

const table: readonly [keyof typeof permissions, unknown, readonly string[]][] = [
	['list', null, anywhere(...staffRoles)],
	['createRound', round, inAnyRelation('fundOffice')],
	['editRound', round, inAnyRelation('fundOffice')],
	['seeRound', round, inAnyRelation(...staffRoles)],
	['seePot', round, inAnyRelation(...staffRoles)],
	['fillPot', round, inAnyRelation('finance')],
	['report', round, inAnyRelation('fundOffice', 'finance', 'planner')],
	['holdMeeting', round, inAnyRelation('fundOffice')],
	['sitOnJury', round, inAnyRelation('juror')],
	['holdVoting', round, inAnyRelation('fundOffice')],
	['archive', round, ['system', ...inAnyRelation('fundOffice')]],
	['apply', application, applicants],
	['see', application, [...applicants, ...staffRoles]],
	['seeAsStaff', application, [...staffRoles]],
	['seeContact', application, [...applicants, 'fundOffice', 'finance']],
	['review', application, ['fundOffice']],
	['decide', application, ['fundOffice']],
	['lapse', application, ['system', 'fundOffice']],
	['judge', application, ['juror']],
	['declareConflict', application, inAnyRelation(...staffRoles)],
	['checkCall', application, ['fundOffice']],
	['releaseCall', application, ['finance']],
	['answerChange', application, ['fundOffice']]
];

test.each(table)('%s: exactly these may', (action, subject, expected) => {
	expect(whoMay(action, subject)).toEqual([...expected].sort());
});

test('no action is left out of the table', () => {
	expect(table.map(([action]) => action).sort()).toEqual(Object.keys(permissions).sort());
});
