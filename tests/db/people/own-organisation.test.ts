import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anonymous, system, type Actor } from '#lib/access/actor.ts';
import { disableAccount } from '#lib/core/people/accounts/disable.server.ts';
import {
	handOver,
	removeMembership,
	setMemberRole,
	setMembership
} from '#lib/core/people/accounts/memberships.server.ts';
import type { Means } from '#lib/core/people/means.ts';
import {
	inviteMember,
	inviteMemberAgain,
	listMembers
} from '#lib/core/people/organisations/members.server.ts';
import { organisationFromInside } from '#lib/core/people/organisations/own.server.ts';
import {
	approveProfile,
	publicOrganisation,
	withdrawProfile,
	writeProfile
} from '#lib/core/people/organisations/profile.server.ts';
import { listOrganisations } from '#lib/core/people/organisations/reads.server.ts';
import {
	archiveOrganisation,
	createOrganisation
} from '#lib/core/people/organisations/writes.server.ts';
import { activitiesOfOrganisation } from '#lib/core/activities/reads.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { actionsOf, person, signedIn, townHall } from '../../fixture/town-hall.ts';

const refusal = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error: unknown) => (error instanceof Refusal ? error.reason : Promise.reject(error))
	);

/** An association in the district with a manager and two members, all of whom can sign in. */
async function association() {
	const hall = await townHall();
	const { means, chief } = hall;
	const id = await createOrganisation(means, system, {
		name: 'Kesselbrink e. V.',
		kind: 'association',
		placeId: 'bielefeld-mitte'
	});
	const join = async (role: 'member' | 'manager') => {
		const { id: accountId } = await person(means);
		await setMembership(means, system, { accountId, organisationId: id, role });
		return (await signedIn(means, accountId)).actor;
	};
	return {
		...hall,
		id,
		chief: chief.actor,
		manager: await join('manager'),
		member: await join('member'),
		other: await join('member')
	};
}

/** The actor with the memberships as they are now, as the next request has them. */
const again = async (means: Means, { accountId }: { accountId: string }) =>
	(await signedIn(means, accountId)).actor;

const profile = (different: object = {}) => ({
	website: 'https://kesselbrink.example',
	email: 'Buero@Kesselbrink.example',
	phone: '0521 / 51-0',
	places: ['bielefeld-kesselbrink'],
	text: { de: 'Wir machen den Platz zum Wohnzimmer.', en: '', ar: '', 'de-simple': '' },
	...different
});

const rolesOf = async (means: Means, actor: Actor, id: string) =>
	(await listMembers(means, actor, id)).map(({ role }) => role).sort();

describe('the profile', () => {
	test('becomes public only as an administrator saw it; later changes wait', async () => {
		const { means, id, manager, chief } = await association();
		await writeProfile(means, manager, id, profile(), 0);
		expect(await refusal(publicOrganisation(means.db, id))).toBe('organisation_unknown');
		await approveProfile(means, chief, id, 1);
		const shown = await publicOrganisation(means.db, id);
		expect(shown).toMatchObject({
			name: 'Kesselbrink e. V.',
			kind: 'association',
			profile: {
				website: 'https://kesselbrink.example/',
				email: 'buero@kesselbrink.example',
				phone: '0521 / 51-0',
				text: { de: 'Wir machen den Platz zum Wohnzimmer.' }
			},
			places: [{ id: 'bielefeld-mitte' }, { id: 'bielefeld-kesselbrink' }]
		});
		await writeProfile(means, manager, id, profile({ phone: '' }), 1);
		expect((await publicOrganisation(means.db, id)).profile.phone).toBe('0521 / 51-0');
		expect(await organisationFromInside(means, manager, id)).toMatchObject({ state: 'changed' });
		expect(await listOrganisations(means, chief)).toMatchObject([{ profileWaits: true }]);
		expect(await refusal(approveProfile(means, chief, id, 1))).toBe('changed_meanwhile');
		await approveProfile(means, chief, id, 2);
		expect((await publicOrganisation(means.db, id)).profile.phone).toBeNull();
		expect(await listOrganisations(means, chief)).toMatchObject([{ profileWaits: false }]);
	});

	test('its managers may take it off the public pages, and an archived organisation has none', async () => {
		const { means, id, manager, chief } = await association();
		await writeProfile(means, manager, id, profile(), 0);
		await approveProfile(means, chief, id, 1);
		await withdrawProfile(means, manager, id);
		await withdrawProfile(means, manager, id);
		expect(await refusal(publicOrganisation(means.db, id))).toBe('organisation_unknown');
		await approveProfile(means, chief, id, 1);
		await archiveOrganisation(means, chief, id);
		expect(await refusal(publicOrganisation(means.db, id))).toBe('organisation_unknown');
		expect(await refusal(writeProfile(means, chief, id, profile(), 1))).toBe(
			'organisation_archived'
		);
		expect((await actionsOf(means)).filter((action) => action.includes('profile'))).toEqual([
			'organisation.profileWritten',
			'organisation.profileApproved',
			'organisation.profileWithdrawn',
			'organisation.profileApproved'
		]);
	});

	test('of two who write at once the second is told', async () => {
		const { means, id, manager } = await association();
		const both = await Promise.all(
			[1, 2].map(() => refusal(writeProfile(means, manager, id, profile(), 0)))
		);
		expect(both.sort()).toEqual(['changed_meanwhile', 'done']);
		expect(await refusal(writeProfile(means, manager, id, profile(), 0))).toBe('changed_meanwhile');
	});

	test.for([
		[{ website: 'http://kesselbrink.example' }, { website: 'not_a_website' }],
		[{ website: 'javascript:alert(1)' }, { website: 'not_a_website' }],
		[{ email: 'buero' }, { email: 'not_an_email' }],
		[{ phone: 'ask for Aylin' }, { phone: 'not_a_phone_number' }],
		[{ text: { de: 'x'.repeat(801) } }, { 'text.de': 'too_long' }],
		[{ places: ['atlantis'] }, { places: 'unknown_choice' }]
	] as const)('%o is refused at its field', async ([different, fields]) => {
		const { means, id, manager } = await association();
		const work = writeProfile(means, manager, id, profile(different), 0);
		await expect(work).rejects.toMatchObject({ kind: 'invalid', fields });
	});
});

describe('inviting', () => {
	const newcomer = {
		email: 'neu@verein.example',
		name: 'Neu',
		locale: 'ar',
		role: 'member'
	} as const;

	test('somebody without an account gets one and a mail in their language; the link is the mail’s alone', async () => {
		const { means, id, manager } = await association();
		expect(await inviteMember(means, manager, id, newcomer)).toBeUndefined();
		const mails = await means.db.selectFrom('mails').select(['recipient', 'body']).execute();
		expect(mails).toHaveLength(1);
		expect(mails[0]!.recipient).toBe('neu@verein.example');
		expect(mails[0]!.body).toContain('https://palaver.example/ar/invitation/');
		expect(await listMembers(means, manager, id)).toContainEqual(
			expect.objectContaining({ name: 'Neu', role: 'member', state: 'invited' })
		);
	});

	test('somebody with an account belongs at once and is told so; the name stays their own', async () => {
		const { means, id, manager, chief } = await association();
		const known = await means.db
			.selectFrom('accounts')
			.select(['email', 'displayName'])
			.where('id', '=', chief.accountId)
			.executeTakeFirstOrThrow();
		await inviteMember(means, manager, id, { ...newcomer, email: known.email });
		const mail = await means.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow();
		expect(mail.subject).toContain('Kesselbrink e. V.');
		expect(mail.body).not.toContain('/invitation/');
		expect(await listMembers(means, manager, id)).toContainEqual(
			expect.objectContaining({ name: known.displayName, state: 'active' })
		);
	});

	test('nobody twice, nobody who is disabled, and nothing into an archive', async () => {
		const { means, id, manager, chief } = await association();
		await inviteMember(means, manager, id, newcomer);
		expect(await refusal(inviteMember(means, manager, id, newcomer))).toBe('already_member');
		const gone = await person(means);
		await disableAccount(means, chief, gone.id);
		expect(
			await refusal(inviteMember(means, manager, id, { ...newcomer, email: gone.email }))
		).toBe('account_disabled');
		await archiveOrganisation(means, chief, id);
		expect(
			await refusal(inviteMember(means, manager, id, { ...newcomer, email: 'x@verein.example' }))
		).toBe('organisation_archived');
	});

	test('again only while the first was not taken', async () => {
		const { means, id, manager, member } = await association();
		await inviteMember(means, manager, id, newcomer);
		const { accountId } = (await listMembers(means, manager, id)).find(
			({ state }) => state === 'invited'
		)!;
		await inviteMemberAgain(means, manager, { organisationId: id, accountId });
		expect(await means.db.selectFrom('mails').selectAll().execute()).toHaveLength(2);
		const taken = { organisationId: id, accountId: member.accountId };
		expect(await refusal(inviteMemberAgain(means, manager, taken))).toBe('invitation_taken');
	});

	test('not a whole town: after twenty it takes time', async () => {
		const { means, id, manager, wait } = await association();
		const invite = (number: number) =>
			refusal(
				inviteMember(means, manager, id, { ...newcomer, email: `m${number}@verein.example` })
			);
		for (let number = 0; number < 20; number++) expect(await invite(number)).toBe('done');
		expect(await invite(20)).toBe('too_many_attempts');
		wait(61);
		expect(await invite(21)).toBe('done');
	});
});

test('mail addresses of members are for those who manage', async () => {
	const { means, id, manager, member, chief } = await association();
	const seen = async (actor: Actor) =>
		(await listMembers(means, actor, id)).filter(({ email }) => email !== null).length;
	expect([await seen(manager), await seen(member), await seen(chief)]).toEqual([3, 0, 3]);
});

describe('an organisation is never without somebody who manages it', () => {
	test('the last manager can neither leave nor be made a member, by nobody', async () => {
		const { means, id, manager, chief } = await association();
		const own = { organisationId: id, accountId: manager.accountId };
		expect(await refusal(removeMembership(means, manager, own))).toBe('last_manager');
		expect(await refusal(removeMembership(means, chief, own))).toBe('last_manager');
		expect(await refusal(setMembership(means, chief, { ...own, role: 'member' }))).toBe(
			'last_manager'
		);
		expect(await rolesOf(means, manager, id)).toEqual(['manager', 'member', 'member']);
	});

	test('handing over makes the other one manager and oneself a member, in one step', async () => {
		const { means, id, manager, member } = await association();
		await handOver(means, manager, { organisationId: id, accountId: member.accountId });
		expect(await again(means, manager)).toMatchObject({ organisations: [{ id, role: 'member' }] });
		expect(await again(means, member)).toMatchObject({ organisations: [{ id, role: 'manager' }] });
		const own = { organisationId: id, accountId: manager.accountId };
		expect(await refusal(removeMembership(means, await again(means, manager), own))).toBe('done');
	});

	test('not to somebody who cannot sign in yet, nor to a stranger, nor to oneself', async () => {
		const { means, id, manager } = await association();
		const to = (accountId: string) =>
			refusal(handOver(means, manager, { organisationId: id, accountId }));
		await inviteMember(means, manager, id, {
			email: 'neu@verein.example',
			name: 'Neu',
			locale: 'de',
			role: 'member'
		});
		const invited = (await listMembers(means, manager, id)).find(
			({ state }) => state === 'invited'
		)!;
		expect(await to(invited.accountId)).toBe('last_manager');
		expect(await to((await person(means)).id)).toBe('not_a_member');
		expect(await to(manager.accountId)).toBe('not_a_member');
		expect(await to('nobody')).toBe('not_a_member');
	});

	test('two managers who take each other away at the same moment: one of them stays', async () => {
		const { means, id, manager, member, other } = await association();
		await removeMembership(means, manager, { organisationId: id, accountId: other.accountId });
		await setMemberRole(means, manager, {
			organisationId: id,
			accountId: member.accountId,
			role: 'manager'
		});
		const second = await again(means, member);
		await Promise.all([
			refusal(
				removeMembership(means, manager, { organisationId: id, accountId: member.accountId })
			),
			refusal(removeMembership(means, second, { organisationId: id, accountId: manager.accountId }))
		]);
		const rows = await means.db.selectFrom('memberships').select('role').execute();
		expect(rows.filter(({ role }) => role === 'manager').length).toBe(rows.length > 0 ? 1 : 0);
	});

	test('whatever they do to each other in any order', async () => {
		const { means, id, manager, member, other } = await association();
		const people = [manager, member, other];
		const step = fc.record({
			who: fc.nat({ max: 2 }),
			whom: fc.nat({ max: 2 }),
			what: fc.constantFrom('manager', 'member', 'remove', 'handOver')
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
				await means.db.deleteFrom('memberships').execute();
				for (const [index, one] of people.entries())
					await setMembership(means, system, {
						accountId: one.accountId,
						organisationId: id,
						role: index === 0 ? 'manager' : 'member'
					});
				for (const { who, whom, what } of steps) {
					const actor = await again(means, people[who]!);
					const on = { organisationId: id, accountId: people[whom]!.accountId };
					if (what === 'remove') await refusal(removeMembership(means, actor, on));
					else if (what === 'handOver') await refusal(handOver(means, actor, on));
					else await refusal(setMemberRole(means, actor, { ...on, role: what as 'member' }));
					const left = await means.db.selectFrom('memberships').select('role').execute();
					expect(left.length === 0 || left.some(({ role }) => role === 'manager')).toBe(true);
				}
			}),
			{ numRuns: 15 }
		);
	});
});

test('everybody else is refused: strangers, members where managing is asked, administrators of elsewhere', async () => {
	const { means, id, member } = await association();
	const stranger = (await person(means)).actor;
	const elsewhere = (await person(means, { role: 'administrator', placeId: 'bielefeld-heepen' }))
		.actor;
	const invitation = {
		email: 'x@verein.example',
		name: 'X',
		locale: 'de',
		role: 'member'
	} as const;
	const on = { organisationId: id, accountId: member.accountId };
	const acts: Record<string, (actor: Actor) => Promise<unknown>> = {
		see: (actor) => organisationFromInside(means, actor, id),
		write: (actor) => writeProfile(means, actor, id, profile(), 0),
		approve: (actor) => approveProfile(means, actor, id, 1),
		invite: (actor) => inviteMember(means, actor, id, invitation),
		again: (actor) => inviteMemberAgain(means, actor, on),
		role: (actor) => setMemberRole(means, actor, { ...on, role: 'manager' }),
		handOver: (actor) => handOver(means, actor, on)
	};
	for (const [name, act] of Object.entries(acts)) {
		for (const actor of [stranger, elsewhere, anonymous])
			expect(await refusal(act(actor)), name).toBe('not_allowed');
		if (name !== 'see') expect(await refusal(act(member)), name).toBe('not_allowed');
	}
});

test('what it brought is told, drafts are not', async () => {
	const { means, id } = await association();
	const row = (status: string, title: string) => ({
		format: 'live',
		title: JSON.stringify({ de: title }),
		placeId: 'bielefeld-kesselbrink',
		organisationId: id,
		status,
		locales: ['de'],
		retainUntil: '2099-12-31',
		participantKey: Buffer.alloc(32)
	});
	await means.db
		.insertInto('activities')
		.values([
			row('running', 'Palaver'),
			row('draft', 'Geheim'),
			{ ...row('running', 'Fremd'), organisationId: null }
		])
		.execute();
	const rows = await activitiesOfOrganisation(means.db, id, means.clock());
	expect(rows).toMatchObject([
		{ title: { de: 'Palaver' }, organisationName: 'Kesselbrink e. V.', organisationPublic: false }
	]);
});
