import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { readControl } from '#lib/formats/live/control/read-control.server.ts';
import { readQuiz } from '#lib/formats/live/quiz/change-quiz.server.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import { closeTimedOut } from '#lib/formats/live/timer/time-up.server.ts';
import type { Db, Trx } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { waitsForALock } from '../../fixture/locks.ts';
import { liveSession } from '../../fixture/live-session.ts';
import { talkingSession, threeQuestions } from '../../fixture/live-talk.ts';
import { noon, press as pressWith } from '../../fixture/sessions.ts';
import { setQuiz } from '../../fixture/live-quiz.ts';

const around = { now: noon, smallCellK: 5, locale: 'de' };

/** As if the time had been over for a second. */
const timeIsUp = (db: Db | Trx, activityId: string) =>
	sql`update live_rounds set closes_at = now() - interval '1 second'
		where activity_id = ${activityId} and closed_at is null`.execute(db);

const secondsLeft = async (db: Db, activityId: string): Promise<number | null> => {
	const { rows } = await sql<{ left: number | null }>`
		select extract(epoch from closes_at - now())::float8 as left from live_rounds
		where activity_id = ${activityId} and closed_at is null`.execute(db);
	return rows[0]!.left;
};

const open = async (seconds?: number) => {
	const session = await talkingSession();
	const { db, moderator, activityId, press } = session;
	await press('start', 'next');
	const command = (...[what, more]: [Parameters<typeof pressWith>[3], { seconds?: number }?]) =>
		pressWith(db, moderator, activityId, what, more);
	if (seconds) await command('startTimer', { seconds });
	return { ...session, command };
};

describe('time for a question', () => {
	test('there is none unless a moderator gives it', async () => {
		const { db, service, code, activityId } = await open();
		expect(await secondsLeft(db, activityId)).toBeNull();
		expect((await service.snapshot(code)).question!.closesAt).toBeNull();
		expect(await closeTimedOut(db)).toBe(0);
	});

	test('no ballot counts once it is over, before anybody has closed the question', async () => {
		const { db, service, code, activityId, join, cast } = await open(30);
		const token = await join();
		await cast(token, 0, ['bank']);
		await timeIsUp(db, activityId);
		await expect(cast(token, 0, ['baum'])).rejects.toMatchObject({ reason: 'question_closed' });
		expect(await service.ownAnswer({ code, token })).toEqual(['bank']);
		const { phase, question } = await service.snapshot(code);
		expect([phase, question!.open, question!.closesAt]).toEqual(['closed', false, null]);
	});

	test('of processes that all look, one closes it, and the audit trail says why', async () => {
		const { db, activityId } = await open(30);
		await timeIsUp(db, activityId);
		// The session's own process looks too.
		await Promise.all([closeTimedOut(db), closeTimedOut(db), closeTimedOut(db)]);
		expect((await presentState(db, activityId)).standing).toBe('closed');
		const told = await db
			.selectFrom('history')
			.select(['actorKind', 'detail'])
			.where('action', '=', 'live.timeUp')
			.execute();
		expect(told).toMatchObject([{ actorKind: 'system', detail: { round: 1 } }]);
	});

	test('a process that was started after the end closes what it finds open', async () => {
		const database = await freshDatabase();
		const { db } = database;
		const { activityId, moderator, press } = await liveSession(db, { questions: threeQuestions });
		await press('start', 'next');
		await pressWith(db, moderator, activityId, 'startTimer', { seconds: 30 });
		await timeIsUp(db, activityId);
		await appProcess(database);
		await expect
			.poll(async () => (await presentState(db, activityId)).standing, { timeout: 20_000 })
			.toBe('closed');
	});

	test('more time at the last moment wins over the one who closes', async () => {
		const { db, pool, activityId } = await open(30);
		await timeIsUp(db, activityId);
		let closing: Promise<number> | undefined;
		await db.transaction().execute(async (trx) => {
			await sql`select from live_sessions where activity_id = ${activityId} for update`.execute(
				trx
			);
			await sql`update live_rounds set closes_at = now() + interval '30 seconds'
				where activity_id = ${activityId}`.execute(trx);
			closing = closeTimedOut(db);
			await waitsForALock(pool);
		});
		expect(await closing).toBe(0);
		expect((await presentState(db, activityId)).standing).toBe('open');
	});

	test('it is extended by half a minute, and stopped without closing the question', async () => {
		const { db, activityId, command, join, cast } = await open(30);
		await command('addTime');
		expect(await secondsLeft(db, activityId)).toBeGreaterThan(55);
		await timeIsUp(db, activityId);
		await command('addTime');
		expect(await secondsLeft(db, activityId)).toBeGreaterThan(25);
		await cast(await join(), 0, ['bank']);
		await command('stopTimer');
		expect(await secondsLeft(db, activityId)).toBeNull();
		await cast(await join(), 0, ['bank']);
	});

	test('what is possible says whether one runs', async () => {
		const { db, moderator, activityId, command } = await open();
		const possible = async () =>
			(await readControl(db, moderator, activityId, around)).possible.filter((one) =>
				/Timer|Time/.test(one)
			);
		expect(await possible()).toEqual(['startTimer']);
		await expect(command('addTime')).rejects.toMatchObject({ reason: 'not_possible_now' });
		await command('startTimer', { seconds: 60 });
		expect(await possible()).toEqual(['addTime', 'stopTimer']);
		await command('close');
		expect(await possible()).toEqual([]);
		await command('reopen');
		expect(await possible()).toEqual(['startTimer']);
	});

	test('a timer without its seconds is refused and changes nothing', async () => {
		const { db, activityId, command } = await open();
		await expect(command('startTimer')).rejects.toMatchObject({
			status: 422,
			fields: { seconds: 'seconds_invalid' }
		});
		expect(await secondsLeft(db, activityId)).toBeNull();
	});
});

describe('a planned time', () => {
	test('starts whenever the question is opened, and in a copy too', async () => {
		const { db, moderator, activityId, ids, press } = await talkingSession();
		await setQuiz(db, moderator, activityId, {
			leaderboard: true,
			seconds: { [ids[0]!]: '20', [ids[2]!]: '600' }
		});
		await press('start', 'next');
		expect(await secondsLeft(db, activityId)).toBeGreaterThan(15);
		await press('close', 'next');
		expect(await secondsLeft(db, activityId)).toBeNull();

		const copy = await copySession(db, moderator, activityId, '2099-12-31');
		const quiz = await readQuiz(db, moderator, copy.activityId);
		expect(quiz.leaderboard).toBe(true);
		const { rows } = await sql<{ seconds: number | null }>`
			select seconds from live_questions where activity_id = ${copy.activityId} order by position`.execute(
			db
		);
		expect(rows.map(({ seconds }) => seconds)).toEqual([20, null, 600]);
	});

	test.each(['9', '601', '-20', '1e2', 'zehn', '20.5'])(
		'%s is refused at its field, and nothing changes',
		async (typed) => {
			const { db, moderator, activityId, ids } = await talkingSession();
			const changing = setQuiz(db, moderator, activityId, {
				leaderboard: true,
				seconds: { [ids[0]!]: typed }
			});
			await expect(changing).rejects.toMatchObject({
				status: 422,
				fields: { [`seconds.${ids[0]}`]: 'seconds_invalid' }
			});
			const { leaderboard, seconds } = await readQuiz(db, moderator, activityId);
			expect([leaderboard, seconds[ids[0]!]]).toEqual([false, null]);
		}
	);

	test('a question of another session is left alone', async () => {
		const { db, moderator, activityId } = await talkingSession();
		const other = await liveSession(db, { questions: threeQuestions });
		const { seconds } = await readQuiz(db, other.moderator, other.activityId);
		const [foreign] = Object.keys(seconds);
		await setQuiz(db, moderator, activityId, {
			leaderboard: false,
			seconds: { [foreign!]: '20' }
		});
		expect((await readQuiz(db, other.moderator, other.activityId)).seconds[foreign!]).toBeNull();
	});
});
