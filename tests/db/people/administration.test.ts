import { expect, test } from 'vitest';
import { disableAccount, enableAccount } from '#lib/core/people/accounts/disable.server.ts';
import { makeAdministrator } from '#lib/core/people/accounts/first-administrator.server.ts';
import { giveGrant, revokeGrant } from '#lib/core/people/accounts/grants.server.ts';
import { removeMembership, setMembership } from '#lib/core/people/accounts/memberships.server.ts';
import { listPeople } from '#lib/core/people/accounts/person.server.ts';
import type { Means } from '#lib/core/people/means.ts';
import { listOrganisations } from '#lib/core/people/organisations/reads.server.ts';
import {
	archiveOrganisation,
	changeOrganisation,
	createOrganisation,
	restoreOrganisation
} from '#lib/core/people/organisations/writes.server.ts';
import { readSession } from '#lib/core/people/sessions/sessions.server.ts';
import { exportHistory, historyFilterSchema, readHistory } from '#lib/core/history/reads.server.ts';
import { actionsOf, person, signedIn, townHall } from '../../fixture/town-hall.ts';

const city = 'bielefeld';
const district = 'bielefeld-mitte';
const grantOf = async ({ db }: Means, accountId: string) =>
	(
		await db
			.selectFrom('roleGrants')
			.select('id')
			.where('accountId', '=', accountId)
			.executeTakeFirstOrThrow()
	).id;

test('a role reaches the places below, from the next request on, and ends with its revocation', async () => {
	const { means, chief } = await townHall();
	const somebody = await person(means);
	const grant = { accountId: somebody.id, role: 'moderator', placeId: district } as const;
	await giveGrant(means, chief.actor, grant);
	const now = await readSession(means, somebody.session.sessionId);
	expect(now!.actor.grants).toEqual([
		{ role: 'moderator', places: new Set([district, 'bielefeld-kesselbrink']) }
	]);
	await revokeGrant(means, chief.actor, await grantOf(means, somebody.id));
	expect((await readSession(means, somebody.session.sessionId))!.actor.grants).toEqual([]);
	expect((await actionsOf(means)).slice(-2)).toEqual(['grant.given', 'grant.revoked']);
});

test('the same role at the same place is given once; revoking twice is harmless', async () => {
	const { means, chief } = await townHall();
	const somebody = await person(means);
	const grant = { accountId: somebody.id, role: 'juror', placeId: city } as const;
	await giveGrant(means, chief.actor, grant);
	await expect(giveGrant(means, chief.actor, grant)).rejects.toMatchObject({
		kind: 'conflict',
		fields: { role: 'already_granted' }
	});
	const id = await grantOf(means, somebody.id);
	await revokeGrant(means, chief.actor, id);
	await revokeGrant(means, chief.actor, id);
	expect((await actionsOf(means)).filter((action) => action === 'grant.revoked')).toHaveLength(1);
});

test('nobody grants themselves, and an administrator of a district none for the city', async () => {
	const { means, chief } = await townHall();
	const local = await person(means, { role: 'administrator', placeId: district });
	const attempts = [
		giveGrant(means, chief.actor, { accountId: chief.id, role: 'planner', placeId: city }),
		giveGrant(means, local.actor, { accountId: chief.id, role: 'planner', placeId: city })
	];
	for (const attempt of attempts)
		await expect(attempt).rejects.toMatchObject({ kind: 'forbidden' });
	const before = await actionsOf(means);
	expect(before.filter((action) => action === 'grant.given')).toHaveLength(2);
});

test('the last administrator of a place can neither be revoked nor disabled', async () => {
	const { means, chief } = await townHall();
	const local = await person(means, { role: 'administrator', placeId: district });
	const refused = { kind: 'conflict', reason: 'last_administrator' };
	await expect(
		revokeGrant(means, chief.actor, await grantOf(means, chief.id))
	).rejects.toMatchObject(refused);
	// The district keeps the city's administrator.
	await revokeGrant(means, chief.actor, await grantOf(means, local.id));
	const second = await person(means, { role: 'administrator', placeId: city });
	await disableAccount(means, second.actor, chief.id);
	const third = await person(means, { role: 'administrator', placeId: city });
	await means.db
		.updateTable('accounts')
		.set({ passwordHash: null })
		.where('id', '=', third.id)
		.execute();
	await expect(disableAccount(means, third.actor, second.id)).rejects.toMatchObject(refused);
	expect((await signedIn(means, second.id)).actor.grants).toHaveLength(1);
});

test('two administrators who revoke each other at the same moment: one stays', async () => {
	const { means, chief } = await townHall();
	const second = await person(means, { role: 'administrator', placeId: city });
	const [a, b] = [await grantOf(means, chief.id), await grantOf(means, second.id)];
	const outcomes = await Promise.allSettled([
		revokeGrant(means, chief.actor, b),
		revokeGrant(means, second.actor, a)
	]);
	expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a disabled account loses its sessions at once and can be enabled again', async () => {
	const { means, chief } = await townHall();
	const somebody = await person(means, { role: 'moderator', placeId: district });
	await disableAccount(means, chief.actor, somebody.id);
	expect(await readSession(means, somebody.session.sessionId)).toBeNull();
	await enableAccount(means, chief.actor, somebody.id);
	expect((await signedIn(means, somebody.id)).actor.grants).toHaveLength(1);
	expect((await actionsOf(means)).slice(-2)).toEqual(['account.disabled', 'account.enabled']);
});

test('two spellings of an organisation are one; archived it keeps its name and comes back', async () => {
	const { means, chief } = await townHall();
	const input = { name: 'AWO Kreisverband e. V.', kind: 'association', placeId: null } as const;
	const id = await createOrganisation(means, chief.actor, input);
	const again = { ...input, name: ' awo  kreisverband E.V.' };
	const taken = { kind: 'conflict', fields: { name: 'name_taken' } };
	await expect(createOrganisation(means, chief.actor, again)).rejects.toMatchObject(taken);
	await changeOrganisation(means, chief.actor, id, { ...input, name: 'AWO Bielefeld' });
	await archiveOrganisation(means, chief.actor, id);
	expect(await listOrganisations(means, chief.actor)).toEqual([]);
	expect(await listOrganisations(means, chief.actor, { archived: true })).toHaveLength(1);
	await restoreOrganisation(means, chief.actor, id);
	expect(await listOrganisations(means, chief.actor, { search: 'BIELE' })).toHaveLength(1);
	expect(await listOrganisations(means, chief.actor, { search: '%' })).toEqual([]);
	expect((await actionsOf(means)).slice(-4)).toEqual([
		'organisation.created',
		'organisation.changed',
		'organisation.archived',
		'organisation.restored'
	]);
});

test('a membership is set, changed and removed; an archived organisation takes nobody', async () => {
	const { means, chief } = await townHall();
	const somebody = await person(means);
	const name = 'Diakonie';
	const organisationId = await createOrganisation(means, chief.actor, {
		name,
		kind: 'provider',
		placeId: null
	});
	const membership = { accountId: somebody.id, organisationId };
	for (const role of ['member', 'manager'] as const)
		await setMembership(means, chief.actor, { ...membership, role });
	const organisations = async () =>
		(await readSession(means, somebody.session.sessionId))!.actor.organisations;
	expect(await organisations()).toEqual([{ id: organisationId, role: 'manager' }]);
	await removeMembership(means, chief.actor, membership);
	expect(await organisations()).toEqual([]);
	await archiveOrganisation(means, chief.actor, organisationId);
	await expect(
		setMembership(means, chief.actor, { ...membership, role: 'member' })
	).rejects.toMatchObject({ reason: 'organisation_archived' });
});

test('people are found by name, address and organisation; what is typed is no pattern', async () => {
	const { means, chief } = await townHall();
	const found = async (search: string) => (await listPeople(means, chief.actor, { search })).total;
	expect(await found(chief.email.slice(0, 8))).toBe(1);
	expect(await found('PERSON')).toBe(1);
	expect(await found('%')).toBe(0);
	expect(await found("'; drop table accounts; --")).toBe(0);
});

test('unknown ids are missing, not a fault', async () => {
	const { means, chief } = await townHall();
	for (const id of ['x', crypto.randomUUID()]) {
		const missing = { kind: 'missing' };
		await expect(disableAccount(means, chief.actor, id)).rejects.toMatchObject(missing);
		await expect(revokeGrant(means, chief.actor, id)).rejects.toMatchObject(missing);
		await expect(archiveOrganisation(means, chief.actor, id)).rejects.toMatchObject(missing);
	}
});

test('the audit trail shows an administrator the own places; what has no place only to the city', async () => {
	const { means, chief } = await townHall();
	const local = await person(means, { role: 'administrator', placeId: district });
	const all = historyFilterSchema.parse({});
	const actions = async (who: typeof chief) =>
		(await readHistory(means.db, who.actor, all)).rows.map(({ action }) => action);
	expect(await actions(local)).toEqual(['grant.given']);
	expect((await actions(chief)).length).toBeGreaterThan(2);
	const moderator = await person(means, { role: 'moderator', placeId: city });
	await expect(actions(moderator)).rejects.toMatchObject({ kind: 'forbidden' });
});

test('the audit trail is cut by person, action and day, and its export holds no formula', async () => {
	const { means, chief } = await townHall();
	const name = '=HYPERLINK("http://evil")';
	await createOrganisation(means, chief.actor, { name, kind: 'other', placeId: city });
	const read = async (filter: object) =>
		(await readHistory(means.db, chief.actor, historyFilterSchema.parse(filter))).total;
	expect(await read({ action: 'organisation.created' })).toBe(1);
	expect(await read({ actor: chief.actor.displayName })).toBe(1);
	expect(await read({ subject: 'hyperlink' })).toBe(1);
	expect(await read({ to: '2020-01-01' })).toBe(0);
	expect(historyFilterSchema.safeParse({ from: 'gestern' }).success).toBe(false);
	const csv = await exportHistory(means.db, chief.actor, historyFilterSchema.parse({}), {
		sentence: ({ action, subjectName }) => `${action} ${subjectName}`,
		subject: ({ subjectName }) => subjectName
	});
	expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
});

test('the first administrator is made from outside: of every top place, twice without harm', async () => {
	const { means } = await townHall();
	const made = await makeAdministrator(means, { email: 'Chef@Stadt.example', locale: 'de' });
	expect(made).toMatchObject({ email: 'chef@stadt.example', places: [{ id: city }] });
	expect(made.link).toMatch(/^https:\/\/palaver\.example\/invitation\/[\w-]{32}$/);
	const again = await makeAdministrator(means, { email: 'chef@stadt.example', locale: 'de' });
	expect(again.link).not.toBe(made.link);
	await expect(makeAdministrator(means, { email: 'kein-at', locale: 'de' })).rejects.toMatchObject({
		fields: { email: 'not_an_email' }
	});
	await expect(
		makeAdministrator(means, { email: 'a@b.example', locale: 'de', place: 'atlantis' })
	).rejects.toMatchObject({ reason: 'place_unknown' });
	await means.db.deleteFrom('roleGrants').execute();
	await means.db.deleteFrom('targets').execute();
	await means.db.deleteFrom('places').execute();
	await expect(
		makeAdministrator(means, { email: 'a@b.example', locale: 'de' })
	).rejects.toMatchObject({ reason: 'no_places' });
});
