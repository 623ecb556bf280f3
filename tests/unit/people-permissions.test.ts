import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor, type Role } from '#lib/access/actor.ts';
import { can } from '#lib/access/can.ts';
import { people } from '#lib/core/people/permissions.ts';

const city = 'bielefeld';
const district = 'bielefeld-mitte';
const elsewhere = 'bielefeld-heepen';
const all = new Set([city, district, elsewhere]);

const holder = (role: Role, places: ReadonlySet<string>, secondFactor = true): Actor => ({
	kind: 'account',
	accountId: 'me',
	displayName: 'Me',
	secondFactor,
	grants: [{ role, places }],
	organisations: []
});

/** Every kind of actor there is. */
const actors: Record<string, Actor> = {
	anonymous,
	system,
	controlLink: { kind: 'controlLink', linkId: 'l', activityId: 'a' },
	receipt: { kind: 'receipt', subjectId: 'a' },
	organisationManager: {
		kind: 'account',
		accountId: 'me',
		displayName: 'Me',
		secondFactor: true,
		grants: [],
		organisations: [{ id: 'o', role: 'manager' }]
	},
	organisationMember: {
		kind: 'account',
		accountId: 'me',
		displayName: 'Me',
		secondFactor: false,
		grants: [],
		organisations: [{ id: 'o', role: 'member' }]
	},
	'manager of another organisation': {
		kind: 'account',
		accountId: 'me',
		displayName: 'Me',
		secondFactor: true,
		grants: [],
		organisations: [{ id: 'p', role: 'manager' }]
	},
	...Object.fromEntries(
		roles
			.filter((role) => role !== 'administrator')
			.map((role) => [role, holder(role, all)] as const)
	),
	'administrator without factor': holder('administrator', all, false),
	'administrator of the district': holder('administrator', new Set([district])),
	'administrator of the city': holder('administrator', all)
};

const district1 = ['system', 'administrator of the district', 'administrator of the city'];
const cityOnly = ['system', 'administrator of the city'];
const listers = ['administrator of the district', 'administrator of the city'];
const other = { accountId: 'you' };
const me = { accountId: 'me' };
const own = (placeId: string | null) => ({ organisationId: 'o', placeId });

/** Action, its subject in a certain state, and who may. Nobody else. */
const table: [keyof typeof people, string, object | null, string[]][] = [
	['people.list', 'of the house', null, listers],
	['grant.give', 'in the district', { ...other, placeId: district }, district1],
	['grant.give', 'in the city', { ...other, placeId: city }, cityOnly],
	['grant.give', 'in another district', { ...other, placeId: elsewhere }, cityOnly],
	['grant.give', 'to oneself', { ...me, placeId: district }, ['system']],
	['grant.revoke', 'in the district', { ...other, placeId: district }, district1],
	['grant.revoke', 'of oneself', { ...me, placeId: district }, district1],
	['grant.revoke', 'in the city', { ...other, placeId: city }, cityOnly],
	['membership.add', 'of the district', { ...other, placeId: district }, district1],
	['membership.add', 'of the whole house', { ...other, placeId: null }, district1],
	['membership.add', 'of oneself', { ...me, placeId: district }, ['system']],
	[
		'membership.remove',
		'of another organisation of another district',
		{ ...other, placeId: elsewhere, organisationId: 'x' },
		cityOnly
	],
	[
		'membership.remove',
		'of somebody else of the own organisation',
		{ ...other, placeId: elsewhere, organisationId: 'o' },
		[...cityOnly, 'organisationManager']
	],
	[
		'membership.remove',
		'of oneself',
		{ ...me, placeId: elsewhere, organisationId: 'o' },
		[...cityOnly, 'organisationManager', 'organisationMember']
	],
	[
		'membership.setRole',
		'of somebody else',
		{ ...other, placeId: district, organisationId: 'o' },
		['organisationManager']
	],
	['membership.setRole', 'of oneself', { ...me, placeId: district, organisationId: 'o' }, []],
	['membership.invite', 'into it', own(district), ['organisationManager']],
	[
		'organisation.see',
		'of the district',
		own(district),
		['organisationManager', 'organisationMember', ...listers]
	],
	[
		'organisation.see',
		'of another district',
		own(elsewhere),
		['organisationManager', 'organisationMember', 'administrator of the city']
	],
	['organisation.manage', 'of the district', own(district), ['organisationManager', ...listers]],
	['organisation.handOver', 'of the district', own(district), ['organisationManager']],
	['profile.write', 'of the district', own(district), ['organisationManager', ...district1]],
	['profile.write', 'of another district', own(elsewhere), ['organisationManager', ...cityOnly]],
	['profile.approve', 'of the district', own(district), district1],
	['profile.approve', 'of another district', own(elsewhere), cityOnly],
	['profile.approve', 'of the whole house', own(null), district1],
	['profile.withdraw', 'of the district', own(district), ['organisationManager', ...district1]],
	['organisation.change', 'of the district', { placeId: district }, district1],
	['organisation.change', 'of another district', { placeId: elsewhere }, cityOnly],
	['organisation.change', 'of the whole house', { placeId: null }, district1],
	[
		'organisation.list',
		'of the house',
		null,
		['planner', 'moderator', 'fundOffice', 'finance', ...listers]
	],
	...(
		['person.disable', 'person.enable', 'person.resetFactor', 'person.inviteAgain'] as const
	).flatMap((action): [keyof typeof people, string, object, string[]][] => [
		[action, 'without roles', { ...other, grantPlaces: [] }, district1],
		[action, 'of the district', { ...other, grantPlaces: [district] }, district1],
		[action, 'of the city', { ...other, grantPlaces: [city] }, cityOnly],
		[action, 'of two districts', { ...other, grantPlaces: [district, elsewhere] }, cityOnly],
		[action, 'oneself', { ...me, grantPlaces: [district] }, ['system']]
	]),
	['outbox.read', 'of the house', { topPlaces: [city] }, ['administrator of the city']],
	['outbox.retry', 'of the house', { topPlaces: [city] }, ['administrator of the city']],
	['own.change', 'of somebody else', other, []],
	[
		'own.change',
		'of oneself',
		me,
		Object.keys(actors).filter(
			(name) => !['anonymous', 'system', 'controlLink', 'receipt'].includes(name)
		)
	]
];

test.each(table)('%s %s', (action, _, subject, may) => {
	const allowed = Object.keys(actors).filter((name) =>
		can(people, actors[name]!, action, subject as never)
	);
	expect(allowed.sort()).toEqual([...may].sort());
});

test('every action of the table is walked, and what has no row is forbidden', () => {
	expect(new Set(table.map(([action]) => action))).toEqual(new Set(Object.keys(people)));
	for (const actor of Object.values(actors))
		expect(can(people, actor, 'account.read' as never, null as never)).toBe(false);
});
