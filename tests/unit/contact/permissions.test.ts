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
import { permissions } from '#lib/formats/contact/permissions.ts';

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

/** Everybody who might come, in every relation to the message that matters. */
const actors: Record<string, Actor> = {
	anonymous,
	system,
	'holder of the receipt': { kind: 'receipt', subjectId: 'message' },
	'holder of another receipt': { kind: 'receipt', subjectId: 'another' },
	'holder of a code that is the activity id': { kind: 'receipt', subjectId: 'point' },
	'control link': { kind: 'controlLink', linkId: 'l', activityId: 'point' },
	'member of the organisation that brings it': account({
		organisations: [{ id: 'verein', role: 'manager' }]
	}),
	...Object.fromEntries(
		roles.flatMap((role) => [
			[role, holder(role)],
			[`${role} elsewhere`, holder(role, 'heepen')],
			[`${role} without second factor`, holder(role, 'mitte', { secondFactor: false })]
		])
	)
};

const subject = { activityId: 'point', placeId: 'mitte', messageId: 'message' };

const whoMay = (action: keyof typeof permissions) =>
	Object.keys(actors)
		.filter((name) => can(permissions, actors[name]!, action, subject))
		.sort();

const office = ['moderator', 'administrator'];
const staff = [...office, 'planner'];

const table: Record<keyof typeof permissions, readonly string[]> = {
	list: staff.flatMap((role) => [role, `${role} elsewhere`]),
	createPoint: office,
	editPoint: office,
	seePoint: staff,
	write: Object.keys(actors),
	ownMessage: ['holder of the receipt'],
	readMessages: ['moderator'],
	answer: ['moderator'],
	noteTalks: ['moderator'],
	evaluate: staff,
	archive: ['system', ...office]
};

test.each(Object.entries(table))('%s: exactly these may', (action, expected) => {
	expect(whoMay(action as keyof typeof permissions)).toEqual([...expected].sort());
});

test('no action is left out of the table', () => {
	expect(Object.keys(table).sort()).toEqual(Object.keys(permissions).sort());
});
