import { describe, expect, test } from 'vitest';
import { readTalk } from '#lib/formats/live/moderation/change-talk.server.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { endDue } from '#lib/formats/live/pace/closing.server.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import { talkValuesOf } from '#lib/formats/live/moderation/talk-settings.ts';
import type { Db, Trx } from '#lib/platform/db/database.server.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import { liveSession } from '../../fixture/live-session.ts';
import { waitsForALock } from '../../fixture/locks.ts';
import { talkingSession, threeQuestions } from '../../fixture/live-talk.ts';

const closesAtMoment = (db: Db | Trx, activityId: string, closesAt: Date) =>
	db.updateTable('liveSessions').set({ closesAt }).where('activityId', '=', activityId).execute();

describe('open until a time', () => {
	test('no ballot counts from that moment on, and the session ends by itself, once', async () => {
		const { db, service, code, activityId, join, cast, press } = await talkingSession();
		await press('start', 'next');
		const token = await join();
		await cast(token, 0, ['bank']);
		await closesAtMoment(db, activityId, new Date(Date.now() - 1000));
		await expect(cast(token, 0, ['baum'])).rejects.toMatchObject({ reason: 'question_closed' });
		expect((await service.snapshot(code)).phase).toBe('ended');
		await Promise.all([endDue(db, new Date()), endDue(db, new Date())]);
		expect((await presentState(db, activityId)).standing).toBe('ended');
		const told = await db
			.selectFrom('history')
			.select(['actorKind', 'detail'])
			.where('action', '=', 'live.ended')
			.execute();
		expect(told).toMatchObject([{ actorKind: 'system', detail: { closing: true } }]);
	});

	test('one that begins after its time has none any more', async () => {
		const { db, activityId, service, code, press } = await talkingSession();
		await closesAtMoment(db, activityId, new Date(Date.now() - 1000));
		await press('start');
		expect(await endDue(db, new Date())).toBe(0);
		expect(await service.snapshot(code)).toMatchObject({ phase: 'lobby', closesAt: null });
	});

	test('one that was given more time at the last moment goes on', async () => {
		const { db, pool, activityId, press } = await talkingSession();
		await press('start');
		await closesAtMoment(db, activityId, new Date(Date.now() - 1000));
		let ending: Promise<number> | undefined;
		await db.transaction().execute(async (trx) => {
			await closesAtMoment(trx, activityId, new Date(Date.now() + 60_000));
			ending = endDue(db, new Date());
			await waitsForALock(pool);
		});
		expect(await ending).toBe(0);
		expect((await presentState(db, activityId)).standing).toBe('lobby');
	});

	test('one that cannot be ended keeps no other one open', async () => {
		const { db, pool, activityId, press } = await talkingSession();
		const other = await liveSession(db, { questions: threeQuestions });
		for (const [id, pressed] of [
			[activityId, press],
			[other.activityId, other.press]
		] as const) {
			await pressed('start');
			await closesAtMoment(db, id, new Date(Date.now() - 1000));
		}
		await pool.query(`
			create function refuse_end() returns trigger language plpgsql as $$ begin
				raise exception 'not this one';
			end $$;
			create trigger refuse_end before update of ended_at on live_sessions for each row
				when (old.activity_id = '${activityId}') execute function refuse_end()`);
		expect(await endDue(db, new Date())).toBe(1);
		await pool.query('drop function refuse_end cascade');
		expect((await presentState(db, other.activityId)).standing).toBe('ended');
		expect((await presentState(db, activityId)).standing).toBe('lobby');
	});

	test('what was covered stays covered at the end until a moderator shows it', async () => {
		const { db, moderator, activityId, service, code, join, cast, press } = await talkingSession();
		await press('start', 'next', 'reveal');
		await cast(await join(), 0, ['bank']);
		await setVeiled(db, moderator, activityId, true);
		await closesAtMoment(db, activityId, new Date(Date.now() - 1000));
		await endDue(db, new Date());
		expect(await service.snapshot(code)).toMatchObject({ phase: 'ended', result: null });
		await setVeiled(db, moderator, activityId, false);
		expect((await service.snapshot(code)).result).toMatchObject({ ballots: 1 });
	});

	test('one that goes on after its time has none any more', async () => {
		const { db, activityId, press } = await talkingSession();
		await press('start');
		await closesAtMoment(db, activityId, new Date(Date.now() - 1000));
		await endDue(db, new Date());
		await press('resume');
		expect(await endDue(db, new Date())).toBe(0);
	});

	test.each([
		['2026-11-21T12:59', 'closes_past'],
		['morgen', 'moment_invalid']
	])('%s is refused at its field', async (closesAt, reason) => {
		const { db, moderator, activityId } = await talkingSession();
		await expect(setTalk(db, moderator, activityId, { closesAt })).rejects.toMatchObject({
			status: 422,
			fields: { closesAt: reason }
		});
	});

	test('the moment is that of the city’s clocks', async () => {
		const { db, moderator, activityId } = await talkingSession({ closesAt: '2026-12-01T18:00' });
		const talk = await readTalk(db, moderator, activityId);
		expect(talk.closesAt).toEqual(new Date('2026-12-01T17:00Z'));
		expect(talkValuesOf(talk).closesAt).toBe('2026-12-01T18:00');
	});
});
