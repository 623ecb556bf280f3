import { expect, test } from 'vitest';
import {
	anonymous,
	roles,
	system,
	type AccountActor,
	type Actor,
	type Role
} from '#lib/access/actor.ts';
import { can } from '#lib/access/can.ts';
import { permissions, type EventSubject } from '#lib/formats/events/permissions.ts';

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

/** Everybody who might come, in every relation to the event that matters. */
const actors: Record<string, Actor> = {
	anonymous,
	system,
	'holder of the link': { kind: 'receipt', subjectId: 'invitation' },
	'holder of another link': { kind: 'receipt', subjectId: 'another' },
	'holder of the receipt of a registration': { kind: 'receipt', subjectId: 'registration' },
	'holder of a code that is the event id': { kind: 'receipt', subjectId: 'event' },
	'control link': { kind: 'controlLink', linkId: 'l', activityId: 'series' },
	member: account({ organisations: [{ id: 'verein', role: 'member' }], secondFactor: false }),
	'moderator who is a member': holder('moderator', 'mitte', {
		organisations: [{ id: 'verein', role: 'member' }]
	}),
	'member of another': account({ organisations: [{ id: 'chor', role: 'manager' }] }),
	...Object.fromEntries(
		roles.flatMap((role) => [
			[role, holder(role)],
			[`${role} elsewhere`, holder(role, 'heepen')],
			[`${role} without second factor`, holder(role, 'mitte', { secondFactor: false })]
		])
	)
};

const event: EventSubject & { registrationId: string } = {
	activityId: 'series',
	placeId: 'mitte',
	eventId: 'event',
	organisationId: 'verein',
	invitationId: 'invitation',
	registrationId: 'registration'
};

const whoMay = (action: keyof typeof permissions) =>
	Object.keys(actors)
		.filter((name) => can(permissions, actors[name]!, action, event as never))
		.sort();

/** Wears both hats: may what a host may and what moderators may, but not look at an own event for the city. */
const both = 'moderator who is a member';
const hosts = ['holder of the link', 'member', both];
const reviewers = ['moderator', 'administrator'];
const moderation = [...reviewers, both];
/** Hosts and moderation, who wears both hats once. */
const hostsAndModeration = [...new Set([...hosts, ...moderation])];
const staff = [...moderation, 'planner'];

const table: Record<keyof typeof permissions, readonly string[]> = {
	list: [...reviewers, 'planner'].flatMap((role) => [role, `${role} elsewhere`]).concat(both),
	createSeries: moderation,
	editSeries: moderation,
	seeSeries: staff,
	invite: moderation,
	importEvents: moderation,
	bringInOwn: ['member', 'moderator who is a member'],
	enterFor: moderation,
	enter: hosts,
	keep: hosts,
	change: hostsAndModeration,
	submit: hosts,
	withdraw: hosts,
	cancel: hostsAndModeration,
	changeDate: hostsAndModeration,
	seeAsStaff: staff,
	review: reviewers,
	markHeld: moderation,
	countHeads: hostsAndModeration,
	seeDocumentation: [...new Set([...hosts, ...staff])],
	document: hostsAndModeration,
	setUpTickets: hostsAndModeration,
	seeRegistrations: hostsAndModeration,
	checkIn: hostsAndModeration,
	keepFeedback: hostsAndModeration,
	giveFeedback: Object.keys(actors),
	keepFollowUp: hostsAndModeration,
	runFollowUp: [...hostsAndModeration, 'system'],
	acceptFollowUp: reviewers,
	answerFollowUp: Object.keys(actors),
	register: Object.keys(actors),
	ownRegistration: ['holder of the receipt of a registration'],
	archive: ['system', ...moderation]
};

test.each(Object.entries(table))('%s: exactly these may', (action, expected) => {
	expect(whoMay(action as keyof typeof permissions)).toEqual([...expected].sort());
});

test('no action is left out of the table', () => {
	expect(Object.keys(table).sort()).toEqual(Object.keys(permissions).sort());
});

test('an event of a host without an organisation belongs to nobody who has none', () => {
	const nameless = { ...event, organisationId: null, invitationId: null };
	for (const [name, actor] of Object.entries(actors))
		expect(can(permissions, actor, 'keep', nameless), name).toBe(false);
});
