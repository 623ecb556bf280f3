import { expect, test } from 'vitest';
import type { LiveLimits } from '#lib/formats/live/running.server.ts';
import type { OrganisationChoice } from '#lib/formats/live/service.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { openSession } from '../../fixture/session.ts';

async function house(
	organisationField: 'off' | 'optional' | 'required',
	limits: Partial<LiveLimits> = {}
) {
	const database = await freshDatabase();
	const { service, metrics } = await appProcess(database, null, { limits });
	const session = await openSession(database.db, { organisationField });
	const [{ id }] = (await database.db
		.insertInto('organisations')
		.values([
			{ name: 'AWO Bielefeld', nameKey: 'awo bielefeld', kind: 'provider' },
			{ name: 'Früher e.V.', nameKey: 'früher e.v.', kind: 'association', archivedAt: new Date() }
		])
		.returning('id')
		.execute()) as [{ id: string }, { id: string }];
	const join = (organisation?: OrganisationChoice, token: string | null = null) =>
		service.join({ code: session.code, token, ...(organisation && { organisation }) });
	const stored = () =>
		database.db
			.selectFrom('liveParticipants')
			.select(['organisationId', 'organisationName'])
			.where('activityId', '=', session.activityId)
			.execute();
	return { database, service, metrics, session, register: id, join, stored };
}

test('who joins again with their token is the same participant and counts once', async () => {
	const { join } = await house('off');
	const first = await join();
	const again = await join(undefined, first.token);
	expect(again.token).toBe(first.token);
	expect(again.snapshot.participants).toBe(1);
	expect((await join()).snapshot.participants).toBe(2);
});

test('a token of nobody is replaced by a real one', async () => {
	const { join, service, session } = await house('off');
	const { token } = await join(undefined, 'B'.repeat(43));
	expect(token).not.toBe('B'.repeat(43));
	expect(await service.participant({ code: session.code, token })).toEqual({
		joined: true,
		organisationGiven: false
	});
});

test('where the organisation is required, joining without one is refused and stores nobody', async () => {
	const { join, stored } = await house('required');
	for (const organisation of [undefined, { name: ' \u200e\t ' }])
		await expect(join(organisation)).rejects.toMatchObject({
			status: 422,
			fields: { organisation: 'organisation_missing' }
		});
	expect(await stored()).toEqual([]);
	const { token } = await join({ name: 'Nachbarschaftstreff' });
	expect((await join(undefined, token)).token).toBe(token);
});

test('a name that the register knows is that organisation, however it is typed', async () => {
	const { join, stored, register } = await house('optional');
	await join({ id: register });
	await join({ name: '  awo   BIELEFELD\u00a0' });
	await join({ name: 'Initiative  Grün' });
	expect(await stored()).toEqual([
		{ organisationId: register, organisationName: null },
		{ organisationId: register, organisationName: null },
		{ organisationId: null, organisationName: 'Initiative Grün' }
	]);
});

test('an organisation that is not in the register is refused at its field', async () => {
	const { join, stored } = await house('optional');
	for (const id of [crypto.randomUUID(), 'no-uuid'])
		await expect(join({ id })).rejects.toMatchObject({
			status: 422,
			fields: { organisation: 'organisation_unknown' }
		});
	await expect(join({ name: 'x'.repeat(121) })).rejects.toMatchObject({
		fields: { organisation: 'organisation_too_long' }
	});
	expect(await stored()).toEqual([]);
});

test('an organisation that is not asked for is not kept', async () => {
	const { join, stored, register } = await house('off');
	await join({ id: register });
	expect(await stored()).toEqual([{ organisationId: null, organisationName: null }]);
});

test('nobody joins a session that has ended', async () => {
	const { join, session, stored } = await house('off');
	await session.press('end');
	await expect(join()).rejects.toMatchObject({ status: 409, reason: 'session_ended' });
	expect(await stored()).toEqual([]);
});

test('many join at once through two processes, and the number is exact', async () => {
	const { database, join, session, service } = await house('off');
	const other = await appProcess(database);
	await Promise.all(
		Array.from({ length: 300 }, (_, index) =>
			index % 2 ? join() : other.service.join({ code: session.code, token: null })
		)
	);
	expect((await service.snapshot(session.code)).participants).toBe(300);
});

test('when new people come faster than they can, they are told when to come again; who is in already never is', async () => {
	const { join, stored, metrics } = await house('off', { joinsPerSecond: 1 });
	const first = await join();
	await Promise.all(Array.from({ length: 9 }, () => join()));
	await expect(join()).rejects.toMatchObject({
		status: 429,
		reason: 'joins_busy',
		after: expect.any(Number)
	});
	expect((await join(undefined, first.token)).token).toBe(first.token);
	expect(await stored()).toHaveLength(10);
	const figures = await metrics();
	expect(figures).toMatch(/^palaver_joins_total 10$/m);
	expect(figures).toMatch(/^palaver_joins_refused_total 1$/m);
});

test('an unknown code and an expired one are told apart', async () => {
	const { database, service, session } = await house('off');
	for (const code of ['abcdef', '12345', session.code === '471208' ? '471209' : '471208'])
		await expect(service.snapshot(code)).rejects.toMatchObject({
			status: 404,
			reason: 'code_unknown'
		});
	await database.db
		.updateTable('liveSessions')
		.set({ codeExpiredAt: new Date() })
		.where('activityId', '=', session.activityId)
		.execute();
	service.sessions.forgetAll();
	await expect(service.snapshot(session.code)).rejects.toMatchObject({
		status: 410,
		reason: 'code_expired'
	});
});
