import { describe, expect, test } from 'vitest';
import { changeQuiz, readQuiz } from '#lib/formats/live/quiz/change-quiz.server.ts';
import { actInGame, gamePage } from '#lib/formats/live/quiz/game-page.server.ts';
import { nicknameText, type Nickname } from '#lib/formats/live/quiz/nickname.ts';
import { ownGame } from '#lib/formats/live/quiz/own-game.server.ts';
import {
	drawAgain,
	ownPlayer,
	playAlong,
	stepBack
} from '#lib/formats/live/quiz/players.server.ts';
import { quizMark, typedQuiz } from '#lib/formats/live/quiz/quiz-settings.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { howManyTrees, whenBuilt } from '../../fixture/question-types.ts';
import { ballotsCsv } from '../../fixture/live-export.ts';
import { talkingSession } from '../../fixture/live-talk.ts';
import { appProcess } from '../../fixture/live.ts';
import { choiceOf } from '../../fixture/session.ts';
import { setQuiz } from '../../fixture/live-quiz.ts';

/** As names stand on the board where points are equal. */
function byWords(one: string, other: string): number {
	const [a, b] = [one, other].map((name) => name.split(',').map(Number)) as [number[], number[]];
	return a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!;
}

/** Two knowledge questions with an opinion between them, and who has joined the game. */
async function quiz(players = 6, questions = [whenBuilt, choiceOf(['ja', 'nein']), howManyTrees]) {
	const session = await talkingSession({}, questions);
	const { db, moderator, activityId, service, code, join, press } = session;
	await setQuiz(db, moderator, activityId, { leaderboard: true, seconds: {} });
	await press('start');
	const person = async (token: string) => {
		const { participant } = await service.person({ code, token });
		return { activityId, participant: participant! };
	};
	const tokens = await Promise.all(Array.from({ length: players }, join));
	for (const token of tokens) await playAlong(db, await person(token));
	const game = (token: string) => ownGame(db, { live: service, code, token });
	const board = async () => (await service.snapshot(code)).leaderboard?.board ?? null;
	return { ...session, tokens, person, game, board };
}

describe('the leaderboard', () => {
	test('there is none unless a moderator turns it on', async () => {
		const { db, service, code, activityId, join, press } = await talkingSession({}, [whenBuilt]);
		await press('start');
		expect((await service.snapshot(code)).leaderboard).toBeNull();
		const { participant } = await service.person({ code, token: await join() });
		await expect(playAlong(db, { activityId, participant: participant! })).rejects.toMatchObject({
			reason: 'leaderboard_off'
		});
	});

	test('a right answer is a point, once the result is shown and nobody can vote', async () => {
		const { tokens, cast, press, game, board } = await quiz();
		await press('next');
		await Promise.all(tokens.map((token, n) => cast(token, 0, [n < 2 ? 'y1950' : 'y1900'])));
		expect((await game(tokens[0]!))!.questions).toBe(0);
		await press('reveal');
		expect(await board()).toBeNull();
		expect((await game(tokens[0]!))!.points).toBe(0);
		await press('close');
		expect(await board()).toMatchObject({ players: 6, tied: 0 });
		expect((await board())!.top.map(({ points, place }) => [points, place])).toEqual([
			[1, 1],
			[1, 1]
		]);
		expect(await game(tokens[0]!)).toMatchObject({ points: 1, questions: 1, place: 1, players: 6 });
		expect(await game(tokens[5]!)).toMatchObject({ points: 0, place: 3 });
		// Nothing counts while the same question takes ballots again: points would tell what is right.
		await press('reopen');
		expect(await game(tokens[0]!)).toMatchObject({ points: 0, questions: 0 });
	});

	test('asked again, the first answer counts: by now everybody knows', async () => {
		const { tokens, cast, press, game } = await quiz();
		await press('next');
		await cast(tokens[0]!, 0, ['y1900']);
		await press('close', 'reveal', 'repeat');
		await cast(tokens[0]!, 0, ['y1950'], 2);
		await press('close', 'reveal');
		expect(await game(tokens[0]!)).toMatchObject({ points: 0, questions: 1 });
	});

	test('asked anew before it was closed, the answers so far count nothing', async () => {
		const { tokens, cast, press, game } = await quiz();
		await press('next');
		await cast(tokens[0]!, 0, ['y1900']);
		await press('reveal', 'reset');
		await cast(tokens[0]!, 0, ['y1950'], 2);
		expect(await game(tokens[0]!)).toMatchObject({ points: 0, questions: 0 });
		await press('close', 'reveal');
		expect(await game(tokens[0]!)).toMatchObject({ points: 1, questions: 1 });
	});

	test('repeated and asked anew, it is still the first round that counts', async () => {
		const { tokens, cast, press, game } = await quiz();
		await press('next');
		await cast(tokens[0]!, 0, ['y1950']);
		await press('close', 'reveal', 'repeat', 'reveal', 'reset', 'close', 'reveal');
		expect(await game(tokens[0]!)).toMatchObject({ points: 1, questions: 1 });
	});

	test.each([
		['at once', ['reopen']],
		['with the result hidden again', ['conceal', 'reopen']]
	] as const)(
		'opened once more after everybody saw what is right (%s), a question counts for nobody',
		async (_, again) => {
			const { tokens, cast, press, game } = await quiz();
			await press('next');
			await cast(tokens[0]!, 0, ['y1900']);
			await press('close', 'reveal', ...again);
			await cast(tokens[0]!, 0, ['y1950']);
			await press('close');
			if (again.length === 2) await press('reveal');
			expect(await game(tokens[0]!)).toMatchObject({ points: 0, questions: 0 });
		}
	);

	test('the end of the session tells what is right where the result was growing', async () => {
		const { tokens, cast, press, game, board } = await quiz();
		await press('next');
		await cast(tokens[0]!, 0, ['y1950']);
		await press('reveal', 'end');
		expect(await game(tokens[0]!)).toMatchObject({ points: 1, questions: 1 });
		expect((await board())!.top).toHaveLength(1);
	});

	test('nobody is told what is right while more time could still be given', async () => {
		const { db, tokens, activityId, service, code, cast, press, board } = await quiz();
		await press('next');
		await cast(tokens[0]!, 0, ['y1950']);
		await press('reveal');
		const { config: masked } = (await service.snapshot(code)).question!;
		await db
			.updateTable('liveRounds')
			.set({ closesAt: new Date(0) })
			.where('activityId', '=', activityId)
			.execute();
		const { question } = await service.snapshot(code);
		expect(question).toMatchObject({ open: false, config: masked });
		expect(await board()).toBeNull();
		await press('close');
		expect((await service.snapshot(code)).question!.config).not.toEqual(masked);
		expect((await board())!.top).toHaveLength(1);
	});

	test('opinions count nothing and show no board', async () => {
		const { tokens, cast, press, game, board } = await quiz();
		await press('next', 'close', 'reveal', 'next');
		for (const token of tokens) await cast(token, 1, ['ja']);
		await press('close', 'reveal');
		expect(await board()).toBeNull();
		expect(await game(tokens[0]!)).toMatchObject({ points: 0, questions: 1 });
	});

	test('with fewer players than k there is no board and no place, only one’s own points', async () => {
		const { tokens, cast, press, game, board } = await quiz(4);
		await press('next');
		await cast(tokens[0]!, 0, ['y1950']);
		await press('close', 'reveal');
		expect(await board()).toBeNull();
		expect(await game(tokens[0]!)).toMatchObject({ points: 1, place: null });
	});

	test('who steps back is not on it, and who does not play never was', async () => {
		const { db, tokens, join, cast, press, person, game, board } = await quiz(7);
		const [leader, second] = tokens as [string, string];
		const bystander = await join();
		await press('next');
		for (const token of [leader, second, bystander]) await cast(token, 0, ['y1950']);
		await stepBack(db, await person(leader));
		await press('close', 'reveal');
		const { name } = (await ownPlayer(db, await person(second)))!;
		expect((await board())!.top.map((one) => one.name)).toEqual([name]);
		expect(await game(leader)).toMatchObject({ hidden: true, place: null });
		expect(await game(bystander)).toBeNull();
	});

	test('who steps back, comes in or is renamed after the result is so on every stage at once', async () => {
		const { db, database, tokens, join, code, cast, press, person, board } = await quiz(6);
		const far = await appProcess(database);
		const [leader] = tokens as [string];
		const newcomer = await join();
		await press('next');
		for (const token of [leader, newcomer]) await cast(token, 0, ['y1950']);
		await press('close', 'reveal');
		const names = async (of = board()) => (await of)!.top.map(({ name }) => String(name));
		const nameOf = async (token: string) =>
			String((await ownPlayer(db, await person(token)))!.name);
		const farBoard = async () => (await far.service.snapshot(code)).leaderboard!.board;
		const everywhere = (expected: string[]) =>
			expect
				.poll(async () => [await names(), await names(farBoard())], { timeout: 5000, interval: 20 })
				.toEqual([expected, expected]);

		await everywhere([await nameOf(leader)]);
		await playAlong(db, await person(newcomer));
		await everywhere([await nameOf(leader), await nameOf(newcomer)].sort(byWords));
		await drawAgain(db, await person(leader));
		await everywhere([await nameOf(leader), await nameOf(newcomer)].sort(byWords));
		await stepBack(db, await person(leader));
		await everywhere([await nameOf(newcomer)]);
	});

	test('who steps back by the form is not on the page that comes next', async () => {
		const { db, tokens, service, code, cast, press } = await quiz(5);
		await press('next');
		await cast(tokens[0]!, 0, ['y1950']);
		await press('close', 'reveal');
		const door = {
			live: service,
			code,
			token: tokens[0]!,
			keep: () => undefined,
			redeem: async () => tokens[0]!
		};
		expect((await gamePage(db, door)).board!.top).toHaveLength(1);
		expect(await actInGame(db, door, 'hide')).toBeNull();
		const { game, board } = await gamePage(db, door);
		expect([game!.hidden, board]).toEqual([true, null]);
	});

	test('five stand on it however many play, and the snapshot stays small', async () => {
		const { tokens, cast, press, board } = await quiz(30);
		await press('next');
		await Promise.all(tokens.map((token) => cast(token, 0, ['y1950'])));
		await press('close', 'reveal');
		const shown = (await board())!;
		expect(shown.top).toHaveLength(5);
		expect(shown.tied).toBe(25);
		expect(JSON.stringify(shown).length).toBeLessThan(300);
	});

	test('covered, it is in nobody’s snapshot; at the end it is shown once more', async () => {
		const { db, activityId, tokens, cast, press, board } = await quiz();
		await press('next');
		await cast(tokens[0]!, 0, ['y1950']);
		await press('close', 'reveal');
		await db
			.updateTable('liveSessions')
			.set({ veiled: true })
			.where('activityId', '=', activityId)
			.execute();
		expect(await board()).toBeNull();
		await db
			.updateTable('liveSessions')
			.set({ veiled: false })
			.where('activityId', '=', activityId)
			.execute();
		await press('end');
		expect((await board())!.top).toHaveLength(1);
	});
});

describe('the quiz’s form', () => {
	test('overwrites nothing that was changed since it was drawn', async () => {
		const { db, moderator, activityId, ids } = await talkingSession();
		const seen = quizMark(await readQuiz(db, moderator, activityId));
		await setQuiz(db, moderator, activityId, { seconds: { [ids[0]!]: '60' } });
		const typed = { leaderboard: true, seconds: {} };
		const late = changeQuiz(db, moderator, activityId, { typed, seen });
		await expect(late).rejects.toMatchObject({ status: 409, reason: 'talk_moved_on' });
		expect(await readQuiz(db, moderator, activityId)).toMatchObject({
			leaderboard: false,
			seconds: { [ids[0]!]: 60 }
		});
	});

	test('sent twice it is harmless', async () => {
		const { db, moderator, activityId } = await talkingSession();
		const seen = quizMark(await readQuiz(db, moderator, activityId));
		const typed = { leaderboard: true, seconds: {} };
		await changeQuiz(db, moderator, activityId, { typed, seen });
		await changeQuiz(db, moderator, activityId, { typed, seen });
		expect((await readQuiz(db, moderator, activityId)).leaderboard).toBe(true);
	});

	test.each(['constructor', 'toString', '__proto__'])(
		'leaves a field alone whose name is no question but %s',
		async (name) => {
			const { db, moderator, activityId } = await talkingSession();
			const form = new FormData();
			form.set(`seconds.${name}`, '20');
			const { seconds } = typedQuiz(form);
			await setQuiz(db, moderator, activityId, { seconds });
			const planned = Object.values((await readQuiz(db, moderator, activityId)).seconds);
			expect(planned).toEqual([null, null, null]);
		}
	);
});

describe('a player’s name', () => {
	test('is drawn, nobody else’s, and the same when somebody comes back', async () => {
		const { db, tokens, person } = await quiz(20);
		const names = await Promise.all(
			tokens.map(async (token) => (await ownPlayer(db, await person(token)))!.name)
		);
		expect(new Set(names.map(String)).size).toBe(20);
		const first = await person(tokens[0]!);
		await stepBack(db, first);
		await playAlong(db, first);
		expect(await ownPlayer(db, first)).toEqual({ name: names[0], redrawn: false, hidden: false });
	});

	test('is one name, also when two presses come at the same instant', async () => {
		const { db, join, person } = await quiz(0);
		const somebody = await person(await join());
		await Promise.all([playAlong(db, somebody), playAlong(db, somebody), playAlong(db, somebody)]);
		expect(await ownPlayer(db, somebody)).not.toBeNull();
	});

	test('gets a number where all pairs of words are taken', async () => {
		const { db, join, person } = await quiz(0);
		const always = () => 0;
		const names: Nickname[] = [];
		for (let n = 0; n < 3; n++) {
			const somebody = await person(await join());
			await playAlong(db, somebody, always);
			names.push((await ownPlayer(db, somebody))!.name);
		}
		expect(names).toEqual([
			[0, 0, 1],
			[0, 0, 2],
			[0, 0, 3]
		]);
	});

	test('can be drawn anew once, and never becomes somebody else’s', async () => {
		const { db, join, person } = await quiz(0);
		const [one, other] = [await person(await join()), await person(await join())];
		await playAlong(db, one, () => 0);
		await playAlong(db, other, () => 1);
		await drawAgain(db, one, () => 1);
		expect((await ownPlayer(db, one))!.name).toEqual([1, 1, 2]);
		await expect(drawAgain(db, one)).rejects.toMatchObject({ reason: 'name_final' });
		expect((await ownPlayer(db, other))!.name).toEqual([1, 1, 1]);
	});

	test('leads to no other answer: neither export nor snapshot has it, and archiving drops it', async () => {
		const session = await quiz();
		const { db, moderator, activityId, ids, code, service, tokens, cast, press, person } = session;
		const people = await Promise.all(tokens.map(person));
		const names = await Promise.all(
			people.map(async (one) => nicknameText((await ownPlayer(db, one))!.name, 'de'))
		);
		await press('next');
		for (const token of tokens) await cast(token, 0, ['y1950']);
		await press('close', 'reveal', 'next');
		for (const token of tokens) await cast(token, 1, ['ja']);
		await press('close', 'end');
		const csv = await ballotsCsv(db, moderator, activityId, ids[1]!);
		expect(csv.split('\n')[0]).not.toMatch(/Name|Punkt/);
		const exported = await Promise.all(ids.map((id) => ballotsCsv(db, moderator, activityId, id)));
		const snapshot = JSON.stringify(await service.snapshot(code));
		for (const name of names) expect(exported.join('\n')).not.toContain(name);
		for (const { participant } of people)
			expect([...exported, snapshot].join('\n')).not.toContain(participant.toString('hex'));
		await archiveSession(db, moderator, activityId);
		for (const one of people) expect(await ownPlayer(db, one)).toBeNull();
	});
});
