import { describe, expect, test } from 'vitest';
import { changeQuiz } from '#lib/formats/live/quiz/change-quiz.server.ts';
import type { Nickname } from '#lib/formats/live/quiz/nickname.ts';
import { ownGame } from '#lib/formats/live/quiz/own-game.server.ts';
import {
	drawAgain,
	ownPlayer,
	playAlong,
	stepBack
} from '#lib/formats/live/quiz/players.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { howManyTrees, whenBuilt } from '../../fixture/question-types.ts';
import { ballotsCsv } from '../../fixture/live-export.ts';
import { talkingSession } from '../../fixture/live-talk.ts';
import { choiceOf } from '../../fixture/session.ts';

/** Two knowledge questions with an opinion between them, and who has joined the game. */
async function quiz(players = 6, questions = [whenBuilt, choiceOf(['ja', 'nein']), howManyTrees]) {
	const session = await talkingSession({}, questions);
	const { db, moderator, activityId, service, code, join, press } = session;
	await changeQuiz(db, moderator, activityId, { leaderboard: true, seconds: {} });
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
		const { db, moderator, activityId, ids, tokens, cast, press, person } = await quiz();
		await press('next');
		for (const token of tokens) await cast(token, 0, ['y1950']);
		await press('close', 'reveal', 'next');
		for (const token of tokens) await cast(token, 1, ['ja']);
		await press('close', 'end');
		const csv = await ballotsCsv(db, moderator, activityId, ids[1]!);
		expect(csv.split('\n')[0]).not.toMatch(/Name|Punkt/);
		const { participant } = await person(tokens[0]!);
		await archiveSession(db, moderator, activityId);
		expect(await ownPlayer(db, { activityId, participant })).toBeNull();
	});
});
