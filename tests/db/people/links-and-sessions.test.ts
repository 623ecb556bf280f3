import { expect, test } from 'vitest';
import { invite, inviteAgain } from '#lib/core/people/accounts/invite.server.ts';
import { changePassword, changeProfile } from '#lib/core/people/accounts/own.server.ts';
import type { Means } from '#lib/core/people/means.ts';
import {
	endOtherSessions,
	endOwnSession,
	listSessions,
	readSession
} from '#lib/core/people/sessions/sessions.server.ts';
import { acceptInvitation } from '#lib/core/people/sign-in/invitation.server.ts';
import { requestReset, resetPassword } from '#lib/core/people/sign-in/reset.server.ts';
import { signIn } from '#lib/core/people/sign-in/sign-in.server.ts';
import { goodPassword } from '../../fixture/means.ts';
import { actionsOf, person, signedIn, townHall } from '../../fixture/town-hall.ts';

const device = 'Firefox, Android';
const newPassword = 'tasse regen leiter blau';
const expired = { kind: 'missing', reason: 'link_expired' };

const mails = ({ db }: Means) => db.selectFrom('mails').selectAll().orderBy('createdAt').execute();
const tokenIn = (body: string) => /\/(?:reset|invitation)\/([\w-]{32})/.exec(body)![1]!;

const invitation = {
	email: 'neu@stadt.example',
	name: 'Neu Hier',
	locale: 'ar',
	grants: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
} as const;

test('an invitation comes in the language of the receiver and is taken once', async () => {
	const { means, chief } = await townHall();
	await invite(means, chief.actor, { ...invitation, grants: [...invitation.grants] });
	const [mail] = await mails(means);
	expect(mail!.recipient).toBe('neu@stadt.example');
	expect(mail!.subject).toBe('دعوتكم إلى Palaver');
	expect(mail!.body).toContain('https://palaver.example/ar/invitation/');
	const token = tokenIn(mail!.body);
	const input = { name: 'Nadia', locale: 'de', password: newPassword, device };
	const sessionId = await acceptInvitation(means, token, input);
	expect((await readSession(means, sessionId))!.actor).toMatchObject({
		displayName: 'Nadia',
		secondFactor: false
	});
	await expect(acceptInvitation(means, token, input)).rejects.toMatchObject(expired);
	expect(await actionsOf(means)).toContain('account.invitationAccepted');
});

test('an invitation ends after seven days, or when a new one is sent', async () => {
	const { means, chief, wait } = await townHall();
	const first = await invite(means, chief.actor, { ...invitation, grants: [...invitation.grants] });
	const second = await inviteAgain(means, chief.actor, first.accountId);
	const input = { name: 'Nadia', locale: 'de', password: newPassword, device };
	await expect(acceptInvitation(means, first.token, input)).rejects.toMatchObject(expired);
	wait(7 * 86_400 + 1);
	await expect(acceptInvitation(means, second.token, input)).rejects.toMatchObject(expired);
});

test('an address is invited once, and never without any right', async () => {
	const { means, chief } = await townHall();
	const input = { ...invitation, grants: [...invitation.grants] };
	await expect(invite(means, chief.actor, { ...input, grants: [] })).rejects.toMatchObject({
		fields: { rights: 'rights_missing' }
	});
	await expect(
		invite(means, chief.actor, { ...input, email: 'neu@', name: ' ' })
	).rejects.toMatchObject({ fields: { email: 'not_an_email', name: 'missing' } });
	await invite(means, chief.actor, input);
	await expect(invite(means, chief.actor, input)).rejects.toMatchObject({
		fields: { email: 'account_exists' }
	});
	expect(await mails(means)).toHaveLength(1);
});

test('a weak password leaves the invitation as it was', async () => {
	const { means, chief } = await townHall();
	const input = { ...invitation, grants: [...invitation.grants] };
	const { token } = await invite(means, chief.actor, input);
	const accept = (password: string) =>
		acceptInvitation(means, token, { name: 'Nadia', locale: 'de', password, device });
	await expect(accept('kurz')).rejects.toMatchObject({
		fields: { password: 'password_too_short' }
	});
	await expect(accept(newPassword)).resolves.toBeDefined();
});

test('a reset sets the password, ends every session, lifts the wait and tells the owner', async () => {
	const { means, chief } = await townHall();
	await requestReset(means, { email: chief.email });
	const token = tokenIn((await mails(means))[0]!.body);
	for (let i = 0; i < 5; i++)
		await signIn(means, { email: chief.email, password: 'falsch', device }).catch(() => null);
	await resetPassword(means, token, newPassword);
	expect(await readSession(means, chief.session.sessionId)).toBeNull();
	await expect(
		signIn(means, { email: chief.email, password: newPassword, device })
	).resolves.toMatchObject({ awaitsFactor: true });
	await expect(resetPassword(means, token, newPassword)).rejects.toMatchObject(expired);
	expect((await mails(means)).map(({ subject }) => subject)).toEqual([
		'Neues Passwort für Palaver',
		'Ihr Passwort bei Palaver wurde geändert'
	]);
	expect(await actionsOf(means)).toContain('account.passwordReset');
});

test('a reset link counts for an hour', async () => {
	const { means, chief, wait } = await townHall();
	await requestReset(means, { email: chief.email });
	const token = tokenIn((await mails(means))[0]!.body);
	wait(3601);
	await expect(resetPassword(means, token, newPassword)).rejects.toMatchObject(expired);
});

test('asking for a reset answers the same for an unknown address, writes nothing, and is limited', async () => {
	const { means } = await townHall();
	const ask = () => requestReset(means, { email: 'niemand@stadt.example' });
	for (let i = 0; i < 3; i++) expect(await ask()).toBeUndefined();
	await expect(ask()).rejects.toMatchObject({ kind: 'busy', reason: 'too_many_attempts' });
	expect(await mails(means)).toEqual([]);
	expect(await means.db.selectFrom('accountTokens').selectAll().execute()).toEqual([]);
});

test('a reset link is no invitation and the other way round', async () => {
	const { means, chief } = await townHall();
	const { token } = await invite(means, chief.actor, {
		...invitation,
		grants: [...invitation.grants]
	});
	await expect(resetPassword(means, token, newPassword)).rejects.toMatchObject(expired);
});

test('a changed password ends all sessions; this one goes on under a new id', async () => {
	const { means, chief } = await townHall();
	const other = await signedIn(means, chief.id);
	const input = { current: goodPassword, password: newPassword, device };
	const sessionId = await changePassword(means, chief.actor, input);
	expect((await readSession(means, sessionId))!.actor.secondFactor).toBe(true);
	for (const ended of [other.sessionId, chief.session.sessionId])
		expect(await readSession(means, ended)).toBeNull();
	await expect(changePassword(means, chief.actor, input)).rejects.toMatchObject({
		fields: { current: 'wrong_password' }
	});
});

test('a person sees the own sessions only and ends one or all others', async () => {
	const { means, chief } = await townHall();
	const foreign = await person(means);
	const [phone, tablet] = [await signedIn(means, chief.id), await signedIn(means, chief.id)];
	const list = () => listSessions(means, chief.actor, chief.session.sessionId);
	const shown = await list();
	expect(shown).toHaveLength(3);
	expect(shown[0]).toMatchObject({ current: true, device: 'Firefox, Linux' });
	const [foreignListed] = await listSessions(means, foreign.actor, foreign.session.sessionId);
	await endOwnSession(means, chief.actor, foreignListed!.key);
	expect(await readSession(means, foreign.session.sessionId)).not.toBeNull();
	await endOwnSession(means, chief.actor, shown.find(({ current }) => !current)!.key);
	expect(await list()).toHaveLength(2);
	await endOtherSessions(means, chief.actor, chief.session.sessionId);
	expect(await list()).toHaveLength(1);
	for (const { sessionId } of [phone, tablet])
		expect(await readSession(means, sessionId)).toBeNull();
});

test('a session ends by itself, and its day is noted once a day', async () => {
	const { means, chief } = await townHall();
	await readSession(means, chief.session.sessionId);
	const { lastSeenOn } = (await listSessions(means, chief.actor, chief.session.sessionId))[0]!;
	expect(lastSeenOn).toBe('2026-11-21');
	await means.db
		.updateTable('accountSessions')
		.set({ expiresAt: new Date(Date.now() - 1000) })
		.execute();
	expect(await readSession(means, chief.session.sessionId)).toBeNull();
	expect(await means.db.selectFrom('accountSessions').selectAll().execute()).toEqual([]);
});

test('name and language are changed, a name of control characters is not', async () => {
	const { means, chief } = await townHall();
	await changeProfile(means, chief.actor, { name: ' Ay\u0131a  Demir ', locale: 'en' });
	const again = await readSession(means, chief.session.sessionId);
	expect(again!.actor.displayName).toBe('Ayıa Demir');
	await expect(
		changeProfile(means, chief.actor, { name: 'a\u0007b', locale: 'xx' })
	).rejects.toMatchObject({ fields: { name: 'not_printable', locale: 'unknown_choice' } });
});
