import { describe, expect, test } from 'vitest';
import {
	changeTalk,
	readTalk,
	setLocked
} from '#lib/formats/live/moderation/change-talk.server.ts';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { exportBallots } from '#lib/formats/live/export.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { endDue } from '#lib/formats/live/pace/closing.server.ts';
import { pacedPage } from '#lib/formats/live/pace/page.server.ts';
import { voteByForm } from '#lib/formats/live/participant/forms.server.ts';
import { readResults } from '#lib/formats/live/results.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import { talkValuesOf, type TalkValues } from '#lib/formats/live/moderation/talk-settings.ts';
import type { Db, Trx } from '#lib/platform/db/database.server.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import { howWellInvolved, liveSession, squareInWords } from '../../fixture/live-session.ts';
import { waitsForALock } from '../../fixture/locks.ts';
import { choiceOf } from '../../fixture/session.ts';
import { noon, press as pressButton } from '../../fixture/sessions.ts';

async function session(settings: Partial<TalkValues> = {}, questions = threeQuestions) {
	const database = await freshDatabase();
	const { db } = database;
	const { service } = await appProcess(database);
	const made = await liveSession(db, { questions });
	const { activityId, code, moderator } = made;
	await setTalk(db, moderator, activityId, settings);
	const rows = await db
		.selectFrom('liveQuestions')
		.select('id')
		.where('activityId', '=', activityId)
		.orderBy('position')
		.execute();
	const ids = rows.map(({ id }) => id);
	const join = async () => (await service.join({ code, token: null })).token;
	const cast = (token: string, question: number, answer: unknown, round = 1) =>
		service.cast({ code, token, question: ids[question]!, round, answer });
	return { ...made, db, pool: database.pool, service, ids, join, cast };
}

const closesAtMoment = (db: Db | Trx, activityId: string, closesAt: Date) =>
	db.updateTable('liveSessions').set({ closesAt }).where('activityId', '=', activityId).execute();

const threeQuestions = [
	choiceOf(['bank', 'baum']),
	choiceOf(['laut', 'leise']),
	choiceOf(['ja', 'nein'])
];

describe('at the participants’ pace', () => {
	test('all questions are open at once, in any order, and close together', async () => {
		const { db, service, code, activityId, join, cast, press } = await session({
			pace: 'participant'
		});
		await press('start', 'openAll');
		expect(await service.snapshot(code)).toMatchObject({
			phase: 'paced',
			question: null,
			paced: { questions: 3, ballots: 0 }
		});
		const token = await join();
		await cast(token, 2, ['ja']);
		await cast(token, 0, ['baum']);
		await cast(token, 0, ['bank']);
		expect((await service.snapshot(code)).paced).toEqual({ questions: 3, ballots: 2 });
		await press('closeAll');
		expect((await presentState(db, activityId)).standing).toBe('lobby');
		await expect(cast(token, 1, ['laut'])).rejects.toMatchObject({ status: 409 });
	});

	test('closing by mistake costs no answers: opened again the same rounds go on', async () => {
		const { db, activityId, join, cast, press } = await session({ pace: 'participant' });
		await press('start', 'openAll');
		const token = await join();
		await cast(token, 0, ['bank']);
		await press('closeAll', 'openAll');
		await cast(token, 1, ['laut']);
		const rounds = await db
			.selectFrom('liveRounds')
			.select('number')
			.where('activityId', '=', activityId)
			.execute();
		expect(rounds.map(({ number }) => number)).toEqual([1, 1, 1]);
	});

	test('what was shown once is asked anew: whoever answers now has seen what is right', async () => {
		const { db, moderator, activityId, ids, join, cast, press } = await session({
			pace: 'participant'
		});
		await press('start', 'openAll');
		const token = await join();
		await cast(token, 0, ['bank']);
		await press('closeAll');
		const shown = { question: ids[0]!, confirmed: true };
		await pressButton(db, moderator, activityId, 'showResult', shown);
		await press('conceal', 'toLobby', 'openAll');
		await expect(cast(token, 0, ['baum'])).rejects.toMatchObject({ status: 409 });
		await cast(token, 0, ['baum'], 2);
		await cast(token, 1, ['laut']);
		const read = await readSession(db, moderator, activityId);
		expect(read.asked.map(({ rounds }) => rounds.map(({ ballots }) => ballots))).toEqual([
			[1, 1],
			[1],
			[0]
		]);
	});

	test('a form answers the question that it shows, wherever that one stands by now', async () => {
		const questions = [choiceOf(['bank', 'baum']), howWellInvolved, choiceOf(['ja', 'nein'])];
		const { db, service, code, ids, join, press } = await session(
			{ pace: 'participant' },
			questions
		);
		await press('start', 'openAll');
		const token = await join();
		await db.deleteFrom('liveRounds').where('questionId', '=', ids[0]!).execute();
		const redeem = () => Promise.reject(new Error('nobody has a seat code'));
		const door = { live: service, code, token, keep: () => undefined, redeem };
		const open = (await pacedPage(db, door, 'de')).questions.map(({ question }) => question);
		const form = new FormData();
		for (const [name, value] of Object.entries({ question: ids[1]!, round: '1', answer: '7' }))
			form.set(name, value);
		expect(await voteByForm(door, form, open)).toBeNull();
		expect(await service.ownAnswer({ code, token, question: ids[1]! })).toBe(7);
	});

	test('each sees their own answer of each question', async () => {
		const { service, code, ids, join, cast, press } = await session({ pace: 'participant' });
		await press('start', 'openAll');
		const token = await join();
		await cast(token, 1, ['leise']);
		const own = (question: string) => service.ownAnswer({ code, token, question });
		expect(await own(ids[1]!)).toEqual(['leise']);
		expect(await own(ids[0]!)).toBeUndefined();
	});

	test('questions are not opened one by one, and the pace stands once the session has begun', async () => {
		const { db, moderator, activityId, press } = await session({ pace: 'participant' });
		await press('start');
		await expect(pressButton(db, moderator, activityId, 'next')).rejects.toMatchObject({
			reason: 'not_possible_now'
		});
		await expect(setTalk(db, moderator, activityId, { pace: 'moderator' })).rejects.toMatchObject({
			status: 422,
			fields: { pace: 'pace_final' }
		});
		const other = await session();
		await other.press('start');
		await expect(
			pressButton(other.db, other.moderator, other.activityId, 'openAll')
		).rejects.toMatchObject({ reason: 'not_possible_now' });
	});

	test('the database knows one open round of a question, and one on the stage', async () => {
		const { db, activityId, ids, press } = await session({ pace: 'participant' });
		await press('start', 'openAll');
		const again = { activityId, questionId: ids[0]!, number: 2, selfPaced: true };
		await expect(db.insertInto('liveRounds').values(again).execute()).rejects.toMatchObject({
			code: '23505'
		});
	});
});

describe('asked anew', () => {
	test('a question starts with an empty round; the old one stays readable and in the export', async () => {
		const { db, moderator, activityId, ids, join, cast, press } = await session({
			pace: 'participant'
		});
		await press('start', 'openAll');
		const people = await Promise.all([1, 2, 3, 4, 5].map(() => join()));
		for (const token of people) await cast(token, 0, ['bank']);
		await cast(people[0]!, 1, ['laut']);
		await pressButton(db, moderator, activityId, 'reset', { question: ids[0]! });
		await cast(people[0]!, 0, ['baum'], 2);
		await expect(cast(people[0]!, 0, ['baum'], 1)).rejects.toMatchObject({ status: 409 });

		const read = await readSession(db, moderator, activityId);
		const results = await readResults(db, moderator, read, 5);
		expect(results[ids[0]!]).toMatchObject([
			{ number: 1, ballots: 5, tally: { counts: { bank: 5 } } },
			{ number: 2, ballots: 1 }
		]);
		const csv = await exportBallots(db, moderator, activityId, ids[0]!, {
			locale: 'de',
			roundLabel: 'Runde',
			smallCellK: 5
		});
		expect(csv.match(/^1,/gm)).toHaveLength(5);
		expect(csv.match(/^2,/gm)).toHaveLength(1);
	});

	test('so does the one on the stage, while it is open', async () => {
		const { service, code, join, cast, press } = await session();
		await press('start', 'next');
		const token = await join();
		await cast(token, 0, ['bank']);
		await press('reset');
		const { question } = await service.snapshot(code);
		expect(question).toMatchObject({ round: 2, open: true, ballots: 0 });
	});
});

describe('a frozen result', () => {
	test('stands still while ballots are counted, and moves on afterwards', async () => {
		const { service, code, join, cast, press } = await session();
		await press('start', 'next', 'reveal');
		await cast(await join(), 0, ['bank']);
		await press('freeze');
		await cast(await join(), 0, ['baum']);
		expect(await service.snapshot(code)).toMatchObject({
			frozen: true,
			result: { ballots: 1, counts: { bank: 1 } },
			question: { ballots: 2 }
		});
		await press('unfreeze');
		expect((await service.snapshot(code)).result!.ballots).toBe(2);
		await press('freeze', 'close');
		expect(await service.snapshot(code)).toMatchObject({ frozen: false, result: { ballots: 2 } });
	});

	test('keeps every place of a ranking of twenty, as the moving result does', async () => {
		const options = Array.from({ length: 20 }, (_, n) => `wunsch${n}`);
		const ranking: QuestionInput = {
			...choiceOf(options),
			type: 'ranking',
			config: { options: options.map((id) => ({ id, label: { de: id } })), max: 20 }
		};
		const { service, code, join, cast, press } = await session({}, [ranking]);
		await press('start', 'next', 'reveal');
		for (let n = 0; n < 20; n++)
			await cast(await join(), 0, [...options.slice(n), ...options.slice(0, n)]);
		const moving = (await service.snapshot(code)).result;
		expect(Object.keys(moving!.counts)).toHaveLength(420);
		await press('freeze');
		expect((await service.snapshot(code)).result).toEqual(moving);
	});

	test('does not keep what a moderator hides', async () => {
		const { db, service, code, activityId, moderator, join, cast, press } = await session({}, [
			squareInWords
		]);
		await press('start', 'next', 'reveal');
		await cast(await join(), 0, ['Schatten', 'Gemeinheit']);
		await press('freeze');
		const { round } = await presentState(db, activityId);
		await setEntryHidden(db, moderator, activityId, {
			round: round!.id,
			keys: ['Gemeinheit'],
			hidden: true
		});
		expect((await service.snapshot(code)).result!.counts).toEqual({ Schatten: 1 });
	});
});

describe('open until a time', () => {
	test('no ballot counts from that moment on, and the session ends by itself, once', async () => {
		const { db, service, code, activityId, join, cast, press } = await session();
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
		const { db, activityId, service, code, press } = await session();
		await closesAtMoment(db, activityId, new Date(Date.now() - 1000));
		await press('start');
		expect(await endDue(db, new Date())).toBe(0);
		expect(await service.snapshot(code)).toMatchObject({ phase: 'lobby', closesAt: null });
	});

	test('one that was given more time at the last moment goes on', async () => {
		const { db, pool, activityId, press } = await session();
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
		const { db, pool, activityId, press } = await session();
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
		const { db, moderator, activityId, service, code, join, cast, press } = await session();
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
		const { db, activityId, press } = await session();
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
		const { db, moderator, activityId } = await session();
		await expect(setTalk(db, moderator, activityId, { closesAt })).rejects.toMatchObject({
			status: 422,
			fields: { closesAt: reason }
		});
	});

	test('the moment is that of the city’s clocks', async () => {
		const { db, moderator, activityId } = await session({ closesAt: '2026-12-01T18:00' });
		const talk = await readTalk(db, moderator, activityId);
		expect(talk.closesAt).toEqual(new Date('2026-12-01T17:00Z'));
		expect(talkValuesOf(talk).closesAt).toBe('2026-12-01T18:00');
	});
});

test('a locked session lets nobody new in; who is in votes on', async () => {
	const { db, moderator, activityId, service, code, join, cast, press } = await session();
	await press('start', 'next');
	const token = await join();
	await setLocked(db, moderator, activityId, true);
	service.sessions.forget(activityId);
	await expect(join()).rejects.toMatchObject({ status: 409, reason: 'session_locked' });
	await service.join({ code, token });
	await cast(token, 0, ['bank']);
	await setLocked(db, moderator, activityId, false);
	service.sessions.forget(activityId);
	await join();
});

test('the settings, sent by somebody who saw the door open, leave it locked; the history says what was changed', async () => {
	const { db, moderator, activityId } = await session();
	const seen = talkValuesOf(await readTalk(db, moderator, activityId));
	await setLocked(db, moderator, activityId, true);
	await changeTalk(db, moderator, activityId, { ...seen, reactions: true, asks: 'checked' }, noon);
	await changeTalk(db, moderator, activityId, { ...seen, reactions: true, asks: 'checked' }, noon);
	expect(await readTalk(db, moderator, activityId)).toMatchObject({
		joinsLocked: true,
		reactions: true
	});
	const told = await db
		.selectFrom('history')
		.select('detail')
		.where('action', '=', 'live.talkChanged')
		.execute();
	expect(told).toEqual([{ detail: { fields: ['asks', 'reactions'] } }]);
});

test('signs are counted as sums, one a second of each person, and only where they are allowed', async () => {
	const { db, moderator, activityId, service, code, join, press } = await session();
	await press('start');
	const [aylin, omar] = [await join(), await join()];
	const tap = (token: string | null) => service.react({ code, token, sign: 'heart' });
	await expect(tap(aylin)).rejects.toMatchObject({ status: 409, reason: 'reactions_off' });
	await setTalk(db, moderator, activityId, { reactions: true });
	service.sessions.forget(activityId);
	await expect(tap(null)).rejects.toMatchObject({ status: 401 });
	await Promise.all([tap(aylin), tap(aylin), tap(aylin), tap(omar)]);
	await expect
		.poll(async () => (await service.snapshot(code)).reactions, { timeout: 5000 })
		.toEqual({ heart: 2 });
	const [row] = await db.selectFrom('liveReactions').selectAll().execute();
	expect(Object.keys(row!).sort()).toEqual(['activityId', 'count', 'second', 'sign']);
});

test('a copy takes over how people may speak up, and not when it closes', async () => {
	const { db, moderator, activityId } = await session({
		asks: 'checked',
		pace: 'participant',
		twoPeople: true,
		closesAt: '2026-12-01T18:00'
	});
	const copy = await copySession(db, moderator, activityId, '2027-11-21');
	expect(await readTalk(db, moderator, copy.activityId)).toMatchObject({
		asks: 'checked',
		pace: 'participant',
		twoPeople: true,
		closesAt: null
	});
});

test('what is typed wrongly into the settings is refused at its field and changes nothing', async () => {
	const { db, moderator, activityId } = await session();
	const values = talkValuesOf(await readTalk(db, moderator, activityId));
	const wrong = { ...values, asks: 'maybe', entries: '', twoPeople: true };
	await expect(changeTalk(db, moderator, activityId, wrong, noon)).rejects.toMatchObject({
		status: 422,
		fields: { asks: 'choice_invalid', entries: 'choice_invalid' }
	});
	expect((await readTalk(db, moderator, activityId)).twoPeople).toBe(false);
});
