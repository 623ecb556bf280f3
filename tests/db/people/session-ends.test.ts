import { expect, test } from 'vitest';
import { giveGrant } from '#lib/core/people/accounts/grants.server.ts';
import { createAccountReady } from '#lib/core/people/accounts/ready.server.ts';
import type { Means } from '#lib/core/people/means.ts';
import { listSessions, readSession } from '#lib/core/people/sessions/sessions.server.ts';
import { goodPassword } from '../../fixture/means.ts';
import { person, signedIn, townHall } from '../../fixture/town-hall.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The session as it is so long after its last visit and after its sign-in. */
async function aged(means: Means, sessionId: string, { idle = 0, since = 0 }) {
	const before = await means.db
		.selectFrom('accountSessions')
		.select(['id', 'expiresAt', 'createdAt'])
		.orderBy('createdAt', 'desc')
		.executeTakeFirstOrThrow();
	await means.db
		.updateTable('accountSessions')
		.set({
			expiresAt: new Date(before.expiresAt.getTime() - idle),
			createdAt: new Date(before.createdAt.getTime() - since)
		})
		.where('id', '=', before.id)
		.execute();
	return readSession(means, sessionId);
}

const expiryOf = async (means: Means) =>
	(
		await means.db
			.selectFrom('accountSessions')
			.select('expiresAt')
			.orderBy('createdAt', 'desc')
			.executeTakeFirstOrThrow()
	).expiresAt.getTime() - Date.now();

/** A member of an organisation, without a staff role. */
async function member(means: Means) {
	const id = await createAccountReady(means, {
		email: 'verein@stadt.example',
		name: 'Vera Ein',
		password: goodPassword
	});
	return { id, session: await signedIn(means, id) };
}

test.each([
	{ after: 'eleven hours without a visit', idle: 11 * hour, lives: true },
	{ after: 'thirteen hours without a visit', idle: 13 * hour, lives: false }
])('of somebody with a staff role: $after', async ({ idle, lives }) => {
	const { means, chief } = await townHall();
	const { sessionId } = chief.session;
	expect((await aged(means, sessionId, { idle })) !== null).toBe(lives);
});

test.each([
	{ after: 'six days of daily visits', since: 6 * day, lives: true },
	{ after: 'a week, however often they come', since: 7 * day + hour, lives: false }
])('of somebody with a staff role: $after', async ({ since, lives }) => {
	const { means, chief } = await townHall();
	expect((await aged(means, chief.session.sessionId, { since })) !== null).toBe(lives);
});

test.each([
	{ after: 'six days without a visit', idle: 6 * day, since: 6 * day, lives: true },
	{ after: 'eight days without a visit', idle: 8 * day, since: 8 * day, lives: false },
	{ after: 'four weeks of visits', idle: 0, since: 28 * day, lives: true },
	{ after: 'a month, however often they come', idle: 0, since: 30 * day + hour, lives: false }
])('of somebody without a role: $after', async ({ idle, since, lives }) => {
	const { means } = await townHall();
	const { session } = await member(means);
	expect((await aged(means, session.sessionId, { idle, since })) !== null).toBe(lives);
});

test('a visit moves the end by half a day, but never past the seventh day', async () => {
	const { means, chief } = await townHall();
	const { sessionId } = chief.session;
	expect((await aged(means, sessionId, { idle: 7 * hour }))!.prolonged).toBe(true);
	expect(await expiryOf(means)).toBeGreaterThan(11.9 * hour);
	await aged(means, sessionId, { idle: 7 * hour, since: 7 * day - 2 * hour });
	expect(await expiryOf(means)).toBeLessThanOrEqual(2 * hour);
	expect(await expiryOf(means)).toBeGreaterThan(1.9 * hour);
});

test('who is given a staff role has its shorter session from the next visit on', async () => {
	const { means, chief } = await townHall();
	const { id, session } = await member(means);
	expect(await expiryOf(means)).toBeGreaterThan(6 * day);
	await giveGrant(means, chief.actor, {
		accountId: id,
		role: 'moderator',
		placeId: 'bielefeld-mitte'
	});
	expect(await readSession(means, session.sessionId)).not.toBeNull();
	expect(await expiryOf(means)).toBeLessThanOrEqual(12 * hour);
});

test('the list of sessions says when each ends at the latest', async () => {
	const { means, chief } = await townHall();
	const staffs = await listSessions(means, chief.actor, chief.session.sessionId);
	expect(staffs.map(({ createdAt, endsAt }) => endsAt.getTime() - createdAt.getTime())).toEqual([
		7 * day
	]);
	const { session } = await member(means);
	const [others] = await listSessions(means, session.actor, session.sessionId);
	expect(others!.endsAt.getTime() - others!.createdAt.getTime()).toBe(30 * day);
});

test('a session that is past its last day is not listed any more', async () => {
	const { means, chief } = await townHall();
	const other = await person(means, { role: 'moderator', placeId: 'bielefeld-mitte' });
	const second = await signedIn(means, other.id);
	await means.db
		.updateTable('accountSessions')
		.set({ createdAt: new Date(Date.now() - 8 * day) })
		.where('accountId', '=', chief.id)
		.execute();
	expect(await listSessions(means, chief.actor, chief.session.sessionId)).toEqual([]);
	expect(await listSessions(means, other.actor, second.sessionId)).toHaveLength(2);
});
