import { describe, expect, test } from 'vitest';
import { readTalk, setLocked } from '#lib/formats/live/moderation/change-talk.server.ts';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { pacedPage } from '#lib/formats/live/pace/page.server.ts';
import { voteByForm } from '#lib/formats/live/participant/forms.server.ts';
import { readResults } from '#lib/formats/live/results.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { ballotsCsv } from '../../fixture/live-export.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import { howWellInvolved, squareInWords } from '../../fixture/live-session.ts';
import { choiceOf, openSession } from '../../fixture/session.ts';
import { press as pressButton } from '../../fixture/sessions.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { roomOf } from '../../fixture/live-voices.ts';
import { talkingSession } from '../../fixture/live-talk.ts';

describe('at the participants’ pace', () => {
	test('all questions are open at once, in any order, and close together', async () => {
		const { db, service, code, activityId, join, cast, press } = await talkingSession({
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
		const { db, activityId, join, cast, press } = await talkingSession({ pace: 'participant' });
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
		const { db, moderator, activityId, ids, join, cast, press } = await talkingSession({
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
		const { db, service, code, ids, join, press } = await talkingSession(
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
		const { service, code, ids, join, cast, press } = await talkingSession({ pace: 'participant' });
		await press('start', 'openAll');
		const token = await join();
		await cast(token, 1, ['leise']);
		const own = (question: string) => service.ownAnswer({ code, token, question });
		expect(await own(ids[1]!)).toEqual(['leise']);
		expect(await own(ids[0]!)).toBeUndefined();
	});

	test('questions are not opened one by one, and the pace stands once the session has begun', async () => {
		const { db, moderator, activityId, press } = await talkingSession({ pace: 'participant' });
		await press('start');
		await expect(pressButton(db, moderator, activityId, 'next')).rejects.toMatchObject({
			reason: 'not_possible_now'
		});
		await expect(setTalk(db, moderator, activityId, { pace: 'moderator' })).rejects.toMatchObject({
			status: 422,
			fields: { pace: 'pace_final' }
		});
		const other = await talkingSession();
		await other.press('start');
		await expect(
			pressButton(other.db, other.moderator, other.activityId, 'openAll')
		).rejects.toMatchObject({ reason: 'not_possible_now' });
	});

	test('the database knows one open round of a question, and one on the stage', async () => {
		const { db, activityId, ids, press } = await talkingSession({ pace: 'participant' });
		await press('start', 'openAll');
		const again = { activityId, questionId: ids[0]!, number: 2, selfPaced: true };
		await expect(db.insertInto('liveRounds').values(again).execute()).rejects.toMatchObject({
			code: '23505'
		});
	});
});

describe('asked anew', () => {
	test('a question starts with an empty round; the old one stays readable and in the export', async () => {
		const { db, moderator, activityId, ids, join, cast, press } = await talkingSession({
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
		const csv = () => ballotsCsv(db, moderator, activityId, ids[0]!, 1);
		expect((await csv()).match(/^1,/gm)).toHaveLength(5);
		expect(await csv()).not.toMatch(/^2,/m);
		await press('closeAll');
		expect((await csv()).match(/^2,/gm)).toHaveLength(1);
	});

	test('so does the one on the stage, while it is open', async () => {
		const { service, code, join, cast, press } = await talkingSession();
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
		const { service, code, join, cast, press } = await talkingSession();
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
		const { service, code, join, cast, press } = await talkingSession({}, [ranking]);
		await press('start', 'next', 'reveal');
		for (let n = 0; n < 20; n++)
			await cast(await join(), 0, [...options.slice(n), ...options.slice(0, n)]);
		const moving = (await service.snapshot(code)).result;
		expect(Object.keys(moving!.counts)).toHaveLength(420);
		await press('freeze');
		expect((await service.snapshot(code)).result).toEqual(moving);
	});

	test('tells of the people in the room who are in it, and of nobody who came later', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db);
		const room = roomOf(database.db, app, session);
		await room.tablet('bank');
		await room.phone('bank');
		await session.press('reveal', 'freeze');
		await room.tablet('baum');
		const frozen = await app.service.snapshot(session.code);
		expect(frozen).toMatchObject({ result: { ballots: 2 }, question: { room: { tablet: 1 } } });
		await session.press('unfreeze');
		expect((await app.service.snapshot(session.code)).question!.room).toEqual({ tablet: 2 });
	});

	test('does not keep what a moderator hides', async () => {
		const { db, service, code, activityId, moderator, join, cast, press } = await talkingSession(
			{},
			[squareInWords]
		);
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

test('a locked session lets nobody new in; who is in votes on', async () => {
	const { db, moderator, activityId, service, code, join, cast, press } = await talkingSession();
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

test('signs are counted as sums, one a second of each person, and only where they are allowed', async () => {
	const { db, moderator, activityId, service, code, join, press } = await talkingSession();
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
	const { db, moderator, activityId } = await talkingSession({
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
