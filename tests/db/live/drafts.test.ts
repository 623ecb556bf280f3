import { expect, test } from 'vitest';
import { announceSession } from '#lib/formats/live/change-session.server.ts';
import { deleteSession } from '#lib/formats/live/delete-session.server.ts';
import { stageOf } from '#lib/formats/live/stage/stage-view.server.ts';
import { anonymous } from '#lib/access/actor.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { liveSession } from '../../fixture/live-session.ts';
import { staff } from '../../fixture/town.ts';
import { noon } from '../../fixture/sessions.ts';

const unknown = { status: 404, reason: 'code_unknown' };

async function house() {
	const database = await freshDatabase();
	const { db } = database;
	const { service, hub } = await appProcess(database);
	const session = await liveSession(db);
	const announce = (announced: boolean) =>
		announceSession(db, session.moderator, session.activityId, announced);
	return { db, service, hub, session, announce, code: session.code };
}

test('whoever guesses the code of a draft learns that there is no such code, and cannot join', async () => {
	const { db, service, code } = await house();
	await expect(service.snapshot(code)).rejects.toMatchObject(unknown);
	await expect(service.join({ code, token: null })).rejects.toMatchObject(unknown);
	const ballot = { code, token: null, question: crypto.randomUUID(), round: 1, answer: 1 };
	await expect(service.cast(ballot)).rejects.toMatchObject(unknown);
	await expect(service.participant({ code, token: null })).rejects.toMatchObject(unknown);
	await expect(service.ownAnswer({ code, token: null })).rejects.toMatchObject(unknown);
	expect(await db.selectFrom('liveParticipants').selectAll().execute()).toEqual([]);
});

test('a session answers once it is announced or started, and after its end', async () => {
	const { service, session, announce, code } = await house();
	await announce(true);
	expect((await service.snapshot(code)).phase).toBe('lobby');
	await service.join({ code, token: null });
	await session.press('start', 'next');
	expect((await service.snapshot(code)).phase).toBe('open');
	await session.press('end');
	expect((await service.snapshot(code)).phase).toBe('ended');
});

test('a session can be started without being announced, and answers from then on', async () => {
	const { service, session, code } = await house();
	await session.press('start');
	expect((await service.snapshot(code)).phase).toBe('lobby');
});

test('a draft that took over an expired code does not change what that code answers', async () => {
	const { db, service, session, code } = await house();
	await session.press('start', 'end');
	await db.updateTable('liveSessions').set({ codeExpiredAt: noon }).execute();
	const next = await liveSession(db);
	await db
		.updateTable('liveSessions')
		.set({ code })
		.where('activityId', '=', next.activityId)
		.execute();
	await expect(service.snapshot(code)).rejects.toMatchObject({ status: 410 });
});

for (const [what, takeBack] of [
	['taken back', 'withdraw'],
	['deleted', 'delete']
] as const) {
	test(`when an announcement is ${what}, the phones that follow it are let go`, async () => {
		const { db, service, hub, session, announce, code } = await house();
		await announce(true);
		await service.snapshot(code);
		const ended = new Promise<void>((resolve) => {
			const shown = new Promise<void>((resolveShown) =>
				hub.subscribe(session.activityId, {
					write: () => resolveShown(),
					behind: () => false,
					end: resolve
				})
			);
			void shown.then(() =>
				takeBack === 'withdraw'
					? announce(false)
					: deleteSession(db, session.moderator, session.activityId)
			);
		});
		await ended;
		expect(hub.subscribers()).toBe(0);
		await expect(service.snapshot(code)).rejects.toMatchObject(unknown);
	});
}

test('the stage of a draft is there for who may run it, and unknown to everybody else', async () => {
	const { db, service, session, announce, code } = await house();
	const stage = (actor: Parameters<typeof stageOf>[1]['actor']) =>
		stageOf(db, { live: service, actor, code, key: undefined, now: noon });
	expect(await stage(session.moderator)).toMatchObject({ isDraft: true, snapshot: { code } });
	await expect(stage(anonymous)).rejects.toMatchObject(unknown);
	const elsewhere = await staff(db, 'moderator', ['bielefeld-heepen']);
	await expect(stage(elsewhere)).rejects.toMatchObject(unknown);
	await announce(true);
	expect(await stage(anonymous)).toMatchObject({ isDraft: false, snapshot: { code } });
});
